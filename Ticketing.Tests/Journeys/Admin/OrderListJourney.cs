using Ticketing.Features.BulkOrders;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Admin;

[Collection(StaffJourneysCollection.Name)]
public sealed class OrderListJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    private static readonly string[] Filters = ["Date", "Status", "Event", "Channel", "Notes and tags"];

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

    [Fact]
    public async Task An_order_is_shown_beside_the_list_by_mouse_and_by_keys()
    {
        var show = await App.PublishEventAsync();
        var (second, first) = (await App.BuyAsync(show, "Standing", 1), await App.BuyAsync(show, "Standing", 2));
        var staff = await ArriveAsync();
        await staff.SignInAsync(App);
        await staff.OpenAsync($"/admin/orders?event={show.Id}");
        var row = staff.Page.Locator("tbody tr").First;
        var before = (await row.BoundingBoxAsync())!;
        await staff.PressAsync(row.Locator("[data-look]"));
        var preview = staff.Page.Locator("[data-preview]");
        await Expect(preview.Locator("h2")).ToHaveTextAsync(first.Reference);
        await Expect(preview).ToBeFocusedAsync();
        await Expect(preview).ToContainTextAsync("2 tickets");
        var after = (await row.BoundingBoxAsync())!;
        Assert.Equal((before.Y, before.Height), (after.Y, after.Height));
        await staff.AssertAccessibleAsync();

        await staff.Page.SetViewportSizeAsync(1280, 800);
        await preview.FocusAsync();
        await staff.Page.Keyboard.PressAsync("Escape");
        await Expect(preview).ToBeHiddenAsync();
        await Expect(row.Locator("[data-look]")).ToBeFocusedAsync();
        await staff.Page.Keyboard.PressAsync("Enter");
        await Expect(preview).ToBeFocusedAsync();
        await row.Locator(".ref a").FocusAsync();
        await staff.Page.Keyboard.PressAsync("j");
        await Expect(preview.Locator("h2")).ToHaveTextAsync(second.Reference);
        await Expect(staff.Page.Locator("tbody tr").Nth(1).Locator(".ref a")).ToBeFocusedAsync();
        await staff.Page.Keyboard.PressAsync("Enter");
        await staff.WaitForPathAsync($"/admin/orders/{second.Reference}");
    }

    [Fact]
    public async Task Ticked_orders_are_refunded_and_the_page_follows_the_work()
    {
        var show = await App.PublishEventAsync();
        var (first, _) = (await App.BuyAsync(show, "Standing", 1), await App.BuyAsync(show, "Standing", 2));
        await App.SellAsync(show, "Seated", 1);
        var staff = await ArriveAsync();
        await staff.SignInAsync(App);
        await staff.OpenAsync($"/admin/orders?event={show.Id}");
        await staff.Page.GetByLabel($"Tick order {first.Reference}").CheckAsync();
        await Expect(staff.Page.Locator("[data-chosen]")).ToHaveTextAsync("1 ticked");
        await staff.AssertAccessibleAsync();
        await staff.Page.SetViewportSizeAsync(1280, 800);
        await staff.Page.GetByLabel("Tick all on this page").CheckAsync();
        await Expect(staff.Page.Locator("[data-chosen]")).ToHaveTextAsync("3 ticked");
        await staff.PressAsync(staff.Button("Refund orders"));
        await staff.WaitForPathAsync("/admin/orders/bulk?");
        await staff.Page.GetByText("See the 2 orders").ClickAsync();
        await staff.AssertAccessibleAsync();
        await staff.Page.GetByLabel("Reason").FillAsync("Power cut");
        await staff.PressAsync(staff.Button("Refund 2 orders"));
        await Expect(staff.Page.Locator("h1")).ToHaveTextAsync("Refund of several orders");
        await staff.AssertAccessibleAsync();
        await App.RunJobAsync<BulkJob>();
        await App.RunJobAsync<RefundJob>();
        await Expect(staff.Page.Locator(".notice")).ToHaveTextAsync("Done.", new() { Timeout = 15_000 });
        await staff.AssertAccessibleAsync();
    }

    [Fact]
    public async Task Filters_of_orders_open_below_their_own_chip()
    {
        await App.PublishEventAsync();
        var staff = await ArriveAsync();
        await staff.SignInAsync(App, "/admin/orders");
        foreach (var filter in Filters[..TestScale.Count(shortRun: 2, full: Filters.Length)])
        {
            await staff.Page.SetViewportSizeAsync(1280, 800);
            var chip = staff.Page.Locator(".filter-bar summary", new() { HasText = filter });
            await chip.ClickAsync();
            var panel = staff.Page.Locator(".filter-bar [open] .panel");
            var (above, below) = ((await chip.BoundingBoxAsync())!, (await panel.BoundingBoxAsync())!);
            Assert.InRange(below.Y - (above.Y + above.Height), 0, 8);
            Assert.InRange(below.X, above.X - 1, above.X + 1);
            Assert.True(below.X + below.Width <= 1280 && below.Y + below.Height <= 800, $"{filter} leaves the screen.");
            if (filter == "Date")
            {
                Assert.True(await panel.EvaluateAsync<bool>("e => e.scrollHeight <= e.clientHeight"), "The panel scrolls inside itself.");
            }

            if (TestScale.IsFull)
            {
                await staff.AssertAccessibleAsync();
            }

            await staff.Page.Keyboard.PressAsync("Escape");
        }
    }
}
