using Ticketing.Features.Orders.Placing;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Admin;

[Collection(StaffJourneysCollection.Name)]
public sealed class OrderListJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task From_a_filter_to_an_order_its_notes_and_a_saved_view()
    {
        var show = await App.PublishEventAsync();
        var bought = await App.BuyAsync(show, "Standing", 3);
        await App.StartRefundAsync(bought, 2);
        await App.SellAsync(show, "Seated", 2);
        await App.InsertUnpaidOrdersAsync(show, 3, i => new Buyer($"Unpaid Buyer With A Long Name {i}", $"unpaid{i}@example.com", ""));
        var staff = await ArriveAsync();
        await staff.SignInAsync(App);
        await staff.OpenAsync($"/admin/orders?event={show.Id}");
        await staff.PressAsync(staff.Page.Locator("summary", new() { HasText = "Status" }));
        await staff.AssertAccessibleAsync();
        await staff.PressAsync(staff.Page.Locator(".panel a", new() { HasText = "Part refunded" }));
        await Expect(staff.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await staff.PressAsync(staff.Page.Locator("summary", new() { HasText = "Date" }));
        await staff.AssertAccessibleAsync();

        await staff.PressAsync(staff.Page.Locator("summary", new() { HasText = "Date" }));
        await staff.PressAsync(staff.Page.GetByText("Save this view"));
        await staff.Page.GetByLabel("Name of the view").FillAsync("Part refunds of tonight");
        await staff.PressAsync(staff.Page.Locator(".save-view button"));
        await Expect(staff.Page.Locator(".tabs:not([data-event-tabs]) [aria-current]")).ToHaveTextAsync("Part refunds of tonight");
        await staff.AssertAccessibleAsync();

        // The link covers the row.
        await staff.Page.Locator("tbody tr").EvaluateAsync("row => row.scrollIntoView({ block: 'center' })");
        var row = (await staff.Page.Locator("tbody tr").BoundingBoxAsync())!;
        Assert.InRange(row.Height, 43, 72);
        await staff.Page.Mouse.ClickAsync(row.X + (row.Width * 0.6f), row.Y + (row.Height / 2));
        await staff.WaitForPathAsync($"/admin/orders/{bought.Reference}");
        await staff.Page.GetByLabel("Add a tag").FillAsync("Press");
        await staff.PressAsync(staff.Page.Locator(".tag-form button"));
        await staff.Page.GetByLabel("Add a note").FillAsync("Needs a wheelchair space.");
        await staff.PressAsync(staff.Button("Add note"));
        await Expect(staff.Page.Locator(".note-list li")).ToContainTextAsync("wheelchair");
        await staff.AssertAccessibleAsync();
        await staff.PressAsync(staff.Page.Locator(".tags a"));
        await Expect(staff.Page.Locator("tbody tr")).ToHaveCountAsync(1);
    }
}
