using Ticketing.Payments.Webhooks;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys;

/// <summary>Runs in a browser, so that the content security policy applies to the redirects to Stripe and back.</summary>
public sealed class PayingAtStripe(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task Declined_then_paid_the_buyer_comes_back_to_the_tickets()
    {
        await using var venue = await StripeVenue.OpenAsync(DatabaseProvider.Sqlite);
        var buyer = await GoToStripeAsync(venue, Device.Desktop);
        await Expect(buyer.Page.Locator("body")).ToContainTextAsync("Booking fee");

        await buyer.PressAsync(buyer.Button("Pay with a card that is declined"));
        await Expect(buyer.Page.Locator("body")).ToContainTextAsync("declined");
        await buyer.PressAsync(buyer.Button("Pay"));
        await buyer.ReachAsync("/orders/");

        await Expect(buyer.Heading()).ToHaveTextAsync("You’re in, Ada Lovelace");
        await Expect(buyer.Page.Locator(".pass")).ToHaveCountAsync(2);
        await venue.RunAsync<WebhookPass>();
        await venue.AssertMoneyAsync();
    }

    [Fact]
    public async Task Who_leaves_the_page_finds_the_tickets_held_and_the_way_back_to_it()
    {
        await using var venue = await StripeVenue.OpenAsync(DatabaseProvider.Sqlite);
        var buyer = await GoToStripeAsync(venue, Device.Phone);

        await buyer.PressAsync(buyer.Button("Abandon and go back"));
        await buyer.ReachAsync("/checkout/");
        await Expect(buyer.Page.Locator(".notice.info")).ToContainTextAsync("A payment page is open for these tickets");
        await Fit.AssertAsync(buyer);
        await buyer.AssertAccessibleAsync();
        await buyer.PressAsync(buyer.Button("Back to the payment page"));
        await buyer.PressAsync(buyer.Button("Pay"));
        await buyer.ReachAsync("/orders/");

        Assert.Single(venue.Stripe.Sessions);
        await venue.AssertMoneyAsync();
    }

    [Fact]
    public async Task With_Stripe_down_the_page_says_so_and_trying_again_pays()
    {
        await using var venue = await StripeVenue.OpenAsync(DatabaseProvider.Sqlite);
        var buyer = await ArriveAtAsync(venue, Device.Phone);
        await buyer.FillInAsync();

        venue.Stripe.Faults.IsDown = true;
        await buyer.PressAsync(buyer.Pay());
        await Expect(buyer.Page.Locator(".notice.error")).ToContainTextAsync("your tickets stay on hold");
        await Fit.AssertAsync(buyer);
        await buyer.AssertAccessibleAsync();
        venue.Stripe.Faults.IsDown = false;
        await buyer.PressAsync(buyer.Button("Try again"));
        await buyer.PressAsync(buyer.Button("Pay"));
        await buyer.ReachAsync("/orders/");

        await venue.AssertMoneyAsync();
    }

    [Fact]
    public async Task A_bank_that_takes_days_is_said_and_the_tickets_come_afterwards()
    {
        await using var venue = await StripeVenue.OpenAsync(DatabaseProvider.Sqlite);
        venue.Set("Payments:Stripe:DelayedMethods", "true");
        var buyer = await GoToStripeAsync(venue, Device.Phone);

        await buyer.PressAsync(buyer.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "takes days" }));
        await buyer.ReachAsync("/orders/");
        await Expect(buyer.Heading()).ToHaveTextAsync("Your bank is working on it");
        await Fit.AssertAsync(buyer);
        await buyer.AssertAccessibleAsync();
        await venue.Stripe.SettleLaterAsync(Assert.Single(venue.Stripe.Sessions).Id, succeeds: true);
        await venue.RunAsync<WebhookPass>();
        await buyer.Page.ReloadAsync();

        await Expect(buyer.Heading()).ToHaveTextAsync("You’re in, Ada Lovelace");
        await venue.AssertMoneyAsync();
    }

    private async Task<Visitor> GoToStripeAsync(StripeVenue venue, Device device)
    {
        var buyer = await ArriveAtAsync(venue, device);
        await buyer.FillInAsync();
        await buyer.PressAsync(buyer.Pay());
        await buyer.ReachAsync(venue.Stripe.Address.Authority);
        return buyer;
    }

    private async Task<Visitor> ArriveAtAsync(StripeVenue venue, Device device)
    {
        var address = venue.ListenForBrowsers();
        var show = await venue.PublishAsync();
        var buyer = await ArriveAsync(device, address);
        buyer.Elsewhere = venue.Stripe.Address;
        await buyer.HoldAsync(show, quantity: 2);
        return buyer;
    }
}
