using Ticketing.Cancellations;
using Ticketing.Payments.Refunds;
using Ticketing.Tests.Cancellations;
using Ticketing.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys;

public sealed class CallingOffAnEvent(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task From_the_decision_to_the_money_on_its_way_back()
    {
        var show = await App.PublishAsync("The last waltz", _ => { });
        var buyer = await ArriveAsync(Device.Phone);
        await buyer.BuyAsync(show);
        var order = buyer.Path;
        var staff = await ArriveAsync();
        await staff.SignInAsync(App, $"/admin/events/{show.Id}/cancel");
        await Expect(staff.Heading()).ToHaveTextAsync("Cancel The last waltz?");
        await staff.Page.GetByLabel("Type the event’s title to confirm").FillAsync("The last waltz");
        await staff.PressAsync(staff.Button("Cancel the event and refund 1 order"));
        await Expect(staff.Heading()).ToHaveTextAsync("The last waltz is cancelled");
        await Expect(staff.Page.GetByText("Under way")).ToBeVisibleAsync();

        // The page looks again by itself.
        await App.RunAsync<CancellationPass>();
        await App.RunAsync<RefundPass>();
        await App.RunAsync<CancellationPass>();
        await Expect(staff.Page.GetByText("Its one order is refunded")).ToBeVisibleAsync(new() { Timeout = 30_000 });

        await buyer.OpenAsync(order);
        await Expect(buyer.Heading()).ToHaveTextAsync("Your order was refunded");
        await Expect(buyer.Page.Locator(".refunds")).ToContainTextAsync("£15.00 went back on");
        await Expect(buyer.Page.Locator(".pass.void")).ToHaveCountAsync(1);
        await Fit.AssertAsync(buyer);
        await App.AssertInvariantsAsync();
    }

    [Fact]
    public async Task The_pages_of_refunds_and_cancelling_are_accessible()
    {
        var show = await App.PublishAsync("A room full of refunds", _ => { });
        var order = await App.BuyAsync(show, "Standing", 3);
        var refused = await App.BuyAsync(show, "Seated", 1, "bob+refund-fails@example.com");
        var visitor = await ArriveAsync();
        await visitor.SignInAsync(App, $"/admin/orders/{order.Reference}/refund");
        await visitor.AssertAccessibleAsync();
        await visitor.Page.GetByLabel("Reason").FillAsync("Ill, and asked by phone");
        await visitor.Page.GetByLabel("Standing, ticket 2 of 3").UncheckAsync();
        await visitor.PressAsync(visitor.Button("Continue"));
        await Expect(visitor.Page.Locator("#review")).ToHaveTextAsync("£30.00 goes back");
        await visitor.AssertAccessibleAsync();
        await visitor.PressAsync(visitor.Button("Refund £30.00"));
        await Expect(visitor.Page.Locator("#refunds")).ToBeVisibleAsync();
        await visitor.AssertAccessibleAsync();
        await visitor.OpenAsync($"/admin/events/{show.Id}/cancel");
        await visitor.AssertAccessibleAsync();
        await App.CancelAsync(show, "Nadia has lost her voice.");
        for (var pass = 0; pass < 2; pass++)
        {
            await App.RunAsync<CancellationPass>();
            await App.RunAsync<RefundPass>();
        }

        await App.RunAsync<CancellationPass>();
        await visitor.OpenAsync($"/admin/events/{show.Id}/cancel");
        await Expect(visitor.Page.Locator("#failures")).ToHaveTextAsync("1 order needs you");
        await visitor.AssertAccessibleAsync();
        await visitor.OpenAsync("/admin/refunds");
        await Expect(visitor.Page.GetByText(refused.Reference)).ToBeVisibleAsync();
        await visitor.AssertAccessibleAsync();
    }
}
