using System.Text.RegularExpressions;
using Ticketing.Cancellations;
using Ticketing.Payments.Refunds;
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
        await SignInAsync(staff, $"/admin/events/{show.Id}/cancel");
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
        await Expect(buyer.Page.Locator(".refunds")).ToContainTextAsync(new Regex("£15.00 went back on"));
        await Expect(buyer.Page.Locator(".pass.void")).ToHaveCountAsync(1);
        await Fit.AssertAsync(buyer);
        await App.AssertInvariantsAsync();
    }

    private async Task SignInAsync(Visitor visitor, string next)
    {
        var member = await App.EmployAsync();
        await visitor.OpenAsync(next);
        await visitor.Page.GetByLabel("E-mail").FillAsync(member.Email);
        await visitor.Page.GetByLabel("Password").FillAsync(member.Password);
        await visitor.PressAsync(visitor.Button("Sign in"));
        await visitor.Page.GetByLabel("Code").FillAsync(Staff.CodeOf(member.Key));
        await visitor.PressAsync(visitor.Button("Continue"));
        await visitor.ReachAsync(next);
    }
}
