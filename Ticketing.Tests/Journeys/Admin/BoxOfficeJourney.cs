using Microsoft.Playwright;
using Ticketing.Features.Orders.Placing;
using Ticketing.Tests.Features.Receipts;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Admin;

[Collection(StaffJourneysCollection.Name)]
public sealed class BoxOfficeJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task A_walk_up_buyer_gets_two_tickets_as_a_PDF()
    {
        var show = await App.PublishEventAsync("Walk-up night", _ => { });
        var staff = await ArriveAsync();
        await staff.SignInAsync(App);
        await staff.OpenAsync("/admin/orders");
        await staff.PressAsync(staff.Link("New sale"));
        await staff.PressAsync(staff.Link("Walk-up night"));
        await staff.Page.GetByLabel("How many: Standing").FillAsync("2");
        await Expect(staff.Page.Locator("[data-due]")).ToHaveTextAsync("2 tickets: £28.00");
        await staff.Page.GetByLabel("Complimentary").CheckAsync();
        await Expect(staff.Button("Give away")).ToBeVisibleAsync();
        await staff.Page.GetByLabel("Cash").CheckAsync();
        await staff.PressAsync(staff.Button("Sell"));
        await Expect(staff.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Sold: 2 tickets, £28.00, Cash.");
        var download = await staff.Page.RunAndWaitForDownloadAsync(() => staff.PressAsync(staff.Link("Download tickets")));
        Assert.Equal(2, PdfReader.Pages(await File.ReadAllBytesAsync(await download.PathAsync(), Ct)).Length);
        var reference = staff.LastPathSegment();
        await staff.PressAsync(staff.Link("Next sale"));
        await Expect(staff.Page.GetByLabel("How many: Standing")).ToHaveValueAsync("");
        await staff.OpenAsync("/admin/orders");
        await staff.Page.GetByLabel("Search").FillAsync(reference[..4].ToLowerInvariant());
        await staff.Page.GetByLabel("Search").PressAsync("Enter");
        await staff.PressAsync(staff.Link(reference));
        await Expect(staff.Heading()).ToHaveTextAsync(reference);
        await App.AssertInvariantsAsync();
    }

    [Fact]
    public async Task Order_pages_are_accessible_wide_and_narrow_light_and_dark()
    {
        var show = await App.PublishEventAsync(
            new TicketTypeDraft("Standing", 1400, 100),
            new TicketTypeDraft("Seated", 2400, 50),
            new TicketTypeDraft("Gone", 900, 5, type => type.IsWithdrawn = true)
        );
        var bought = await App.BuyAsync(show, "Seated", 2);
        await App.SellAsync(show, "Standing", 1);
        await App.SellAsync(show, "Standing", 2, BoxOfficePayment.Complimentary, new Buyer("Nora Critic", "nora@paper.example", ""));
        await App.InsertUnpaidOrdersAsync(show, 60, i => new Buyer($"Late Buyer {i}", $"late{i}@example.com", ""));
        var staff = await ArriveAsync();
        await staff.SignInAsync(App);
        foreach (
            var path in new[]
            {
                "/admin/orders",
                "/admin/orders?q=nobody+at+all",
                "/admin/orders?status=Paid&channel=BoxOffice&from=2031-01-01&note=yes",
                $"/admin/orders/{bought.Reference}/notes",
                $"/admin/orders/{bought.Reference}",
                "/admin/orders/new",
                $"/admin/orders/new?event={show.Id}",
            }
        )
        {
            await staff.OpenAsync(path);
            await staff.AssertAccessibleAsync();
        }

        await staff.Page.GetByLabel("How many: Standing").FillAsync("400");
        await staff.Page.Locator("#Email").FillAsync("ada@");
        await staff.PressAsync(staff.Button("Sell"));
        await Expect(staff.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await staff.AssertAccessibleAsync();
        await staff.OpenAsync($"/admin/orders/{bought.Reference}");
        foreach (var summary in await staff.Page.Locator("summary").AllAsync())
        {
            await staff.PressAsync(summary);
        }

        await staff.AssertAccessibleAsync();
    }
}
