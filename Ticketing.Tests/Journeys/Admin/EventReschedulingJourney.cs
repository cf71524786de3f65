using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Admin;

[Collection(StaffJourneysCollection.Name)]
public sealed class EventReschedulingJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task From_the_new_date_to_a_returned_ticket()
    {
        var show = await App.PublishEventAsync("The moved waltz", _ => { });
        var buyer = await ArriveAsync(Device.Phone);
        await buyer.BuyAsync(show);
        var order = buyer.Path;
        var staff = await ArriveAsync();
        await staff.SignInAsync(App, $"/admin/events/{show.Id}/edit");
        await staff.Page.GetByLabel("Starts: date").FillAsync("2031-05-02");
        await staff.PressAsync(staff.Button("Save"));
        await Expect(staff.Heading()).ToHaveTextAsync("1 buyer has tickets");
        await staff.AssertAccessibleAsync();
        await staff.Page.GetByLabel("Message to buyers").FillAsync("Nadia is ill.");
        await staff.Page.GetByLabel("Offer refunds until").FillAsync("2031-04-20");
        await staff.PressAsync(staff.Button("Update preview"));
        await Expect(staff.Page.Locator("pre.letter")).ToContainTextAsync("Nadia is ill.");
        await Expect(staff.Page.Locator("pre.letter")).ToContainTextAsync("You can get a full refund until Sun 20 Apr, 23:59.");
        await staff.PressAsync(staff.Button("Save and email 1 buyer"));
        await Expect(staff.Page.GetByText("Saved. Buyers are being emailed.")).ToBeVisibleAsync();

        await buyer.OpenAsync(order);
        await buyer.AssertAccessibleAsync();
        await buyer.PressAsync(buyer.Link("Return tickets"));
        await Expect(buyer.Heading()).ToHaveTextAsync("Return your tickets?");
        await buyer.AssertAccessibleAsync();
        await LayoutChecks.AssertFitsAsync(buyer);
        await buyer.PressAsync(buyer.Button("Return tickets and get a refund"));
        await Expect(buyer.Page.Locator(".refunds")).ToContainTextAsync("Refund of £15.00 in progress");

        await staff.PressAsync(staff.Link("Buyers were told"));
        await Expect(staff.Page.Locator("#returned")).ToHaveTextAsync("1 order returned");
        await staff.AssertAccessibleAsync();
        await App.AssertInvariantsAsync();
    }

    [Fact]
    public async Task Postponing_and_the_new_date()
    {
        var show = await App.PublishEventAsync("The late waltz", _ => { });
        await App.BuyAsync(show, "Standing", 1);
        var staff = await ArriveAsync();
        await staff.SignInAsync(App, $"/admin/events/{show.Id}");
        await staff.PressAsync(staff.Page.GetByLabel("More actions"));
        await staff.PressAsync(staff.Link("Postpone the event"));
        await Expect(staff.Heading()).ToHaveTextAsync("1 buyer has tickets");
        await staff.AssertAccessibleAsync();
        await staff.PressAsync(staff.Button("Postpone and email 1 buyer"));
        await Expect(staff.Page.GetByText("The event is postponed. Sales are paused.")).ToBeVisibleAsync();
        await staff.PressAsync(staff.Link("Set the new date"));
        await staff.AssertAccessibleAsync();
        await staff.Page.GetByLabel("Starts: date").FillAsync("2031-06-01");
        await staff.PressAsync(staff.Button("Continue"));
        await staff.AssertAccessibleAsync();
        await staff.PressAsync(staff.Button("Set the date and email 1 buyer"));
        await Expect(staff.Page.GetByText("The event has a new date.")).ToBeVisibleAsync();
    }
}
