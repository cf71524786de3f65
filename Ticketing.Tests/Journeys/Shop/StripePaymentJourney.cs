using Ticketing.Features.Payments.Webhooks;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Shop;

/// <summary>Runs in a browser, so that the content security policy applies to the redirects to Stripe and back.</summary>
public sealed class StripePaymentJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
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
        await buyer.WaitForPathAsync("/orders/");

        await Expect(buyer.Heading()).ToHaveTextAsync("You’re in!");
        await Expect(buyer.Page.Locator(".pass")).ToHaveCountAsync(2);
        await venue.RunJobAsync<WebhookJob>();
        await venue.AssertMoneyMatchesStripeAsync();
    }

    [Fact]
    public async Task Leaving_the_payment_page_keeps_the_tickets_held_and_offers_the_way_back()
    {
        await using var venue = await StripeVenue.OpenAsync(DatabaseProvider.Sqlite);
        var buyer = await GoToStripeAsync(venue, Device.Phone);

        await buyer.PressAsync(buyer.Button("Abandon and go back"));
        await buyer.WaitForPathAsync("/checkout/");
        await Expect(buyer.Page.Locator(".notice.info")).ToContainTextAsync("You have a payment in progress");
        await LayoutChecks.AssertFitsAsync(buyer);
        await buyer.AssertAccessibleAsync();
        await buyer.PressAsync(buyer.Button("Back to payment"));
        await buyer.PressAsync(buyer.Button("Pay"));
        await buyer.WaitForPathAsync("/orders/");

        Assert.Single(venue.Stripe.Sessions);
        await venue.AssertMoneyMatchesStripeAsync();
    }

    [Fact]
    public async Task With_Stripe_down_the_page_says_so_and_a_retry_pays()
    {
        await using var venue = await StripeVenue.OpenAsync(DatabaseProvider.Sqlite);
        var buyer = await ArriveAtAsync(venue, Device.Phone);
        await buyer.FillInAsync();

        venue.Stripe.Faults.IsDown = true;
        await buyer.PressAsync(buyer.PayButton());
        await Expect(buyer.Page.Locator(".notice.error")).ToContainTextAsync("we’re still holding your tickets");
        await LayoutChecks.AssertFitsAsync(buyer);
        await buyer.AssertAccessibleAsync();
        venue.Stripe.Faults.IsDown = false;
        await buyer.PressAsync(buyer.Button("Try again"));
        await buyer.PressAsync(buyer.Button("Pay"));
        await buyer.WaitForPathAsync("/orders/");

        await venue.AssertMoneyMatchesStripeAsync();
    }

    [Fact]
    public async Task A_delayed_bank_payment_is_announced_and_the_tickets_come_later()
    {
        await using var venue = await StripeVenue.OpenAsync(DatabaseProvider.Sqlite);
        venue.Set("Payments:Stripe:DelayedMethods", "true");
        var buyer = await GoToStripeAsync(venue, Device.Phone);

        await buyer.PressAsync(buyer.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "takes days" }));
        await buyer.WaitForPathAsync("/orders/");
        await Expect(buyer.Heading()).ToHaveTextAsync("Your bank is processing your payment");
        await LayoutChecks.AssertFitsAsync(buyer);
        await buyer.AssertAccessibleAsync();
        await venue.Stripe.CompleteDebitAsync(Assert.Single(venue.Stripe.Sessions).Id, succeeds: true);
        await venue.RunJobAsync<WebhookJob>();
        await buyer.Page.ReloadAsync();

        await Expect(buyer.Heading()).ToHaveTextAsync("You’re in!");
        await venue.AssertMoneyMatchesStripeAsync();
    }

    private async Task<Visitor> GoToStripeAsync(StripeVenue venue, Device device)
    {
        var buyer = await ArriveAtAsync(venue, device);
        await buyer.FillInAsync();
        await buyer.PressAsync(buyer.PayButton());
        await buyer.WaitForPathAsync(venue.Stripe.Address.Authority);
        return buyer;
    }

    private async Task<Visitor> ArriveAtAsync(StripeVenue venue, Device device)
    {
        var address = venue.ListenForBrowsers();
        var show = await venue.PublishEventAsync();
        var buyer = await ArriveAsync(device, address);
        buyer.AllowedHost = venue.Stripe.Address;
        await buyer.HoldAsync(show, quantity: 2);
        return buyer;
    }
}
