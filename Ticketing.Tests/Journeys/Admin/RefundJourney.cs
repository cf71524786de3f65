using Microsoft.Playwright;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Admin;

[Collection(StaffJourneysCollection.Name)]
public sealed class RefundJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    private const int MaxClicks = 3;

    [Fact]
    public async Task One_of_three_tickets_is_refunded()
    {
        var show = await App.PublishEventAsync("One of three", _ => { });
        var order = await App.BuyAsync(show, "Standing", 3);
        var staff = await ArriveAsync();
        await staff.SignInAsync(App, $"/admin/orders/{order.Reference}");
        var budget = new ClickBudget(staff, "Refund one of three tickets, from the order", MaxClicks);
        await staff.PressAsync(staff.Link("Refund tickets"));
        await Expect(staff.Page.Locator(":checked")).ToHaveCountAsync(0);
        await staff.AssertAccessibleAsync();
        await staff.PressAsync(staff.Page.GetByLabel("Standing, ticket 2 of 3"));
        await Expect(staff.Page.Locator("#review")).ToHaveTextAsync("Refund £15.00");
        await staff.PressAsync(staff.Button("Refund £15.00"));
        await Expect(staff.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("£15.00 is on its way back");
        budget.AssertKept();

        Assert.Single(Assert.Single(await App.GetRefundsAsync(order)).Lines);
        await App.AssertInvariantsAsync();
    }

    [Fact]
    public async Task The_button_never_refunds_anything_else_than_what_is_ticked()
    {
        var show = await App.PublishEventAsync("Second thoughts", _ => { });
        var order = await App.BuyAsync(show, "Standing", 2);
        var staff = await ArriveAsync(Device.Phone);
        await staff.SignInAsync(App, $"/admin/orders/{order.Reference}/refund");
        await staff.PressAsync(staff.Page.GetByLabel("All 2 valid tickets"));
        await Expect(staff.Button("Refund £30.00")).ToBeVisibleAsync();
        await Expect(staff.Button("Continue")).ToBeHiddenAsync();
        await staff.AssertAccessibleAsync();
        await staff.Page.GetByLabel("Reason").FillAsync("Ill");
        await Expect(staff.Page.GetByText("Reason, for the records: Ill")).ToBeVisibleAsync();
        await staff.PressAsync(staff.Page.GetByLabel("Standing, ticket 1 of 2"));
        await Expect(staff.Button("Refund £15.00")).ToBeVisibleAsync();
        await staff.PressAsync(staff.Page.GetByLabel("Standing, ticket 2 of 2"));
        await Expect(staff.Page.Locator("#review")).ToHaveCountAsync(0);
        await Expect(staff.Button("Continue")).ToBeVisibleAsync();
        await staff.PressAsync(staff.Page.GetByLabel("Standing, ticket 2 of 2"));
        await staff.PressAsync(staff.Button("Refund £15.00"));
        await Expect(staff.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("£15.00 is on its way back");
        var refund = Assert.Single(await App.GetRefundsAsync(order));
        Assert.Equal(("Ill", (await App.GetTicketsAsync(order))[1].Id), (refund.Reason, Assert.Single(refund.Lines).TicketId));
    }
}
