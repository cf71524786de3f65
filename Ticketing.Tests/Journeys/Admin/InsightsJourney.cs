using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Insights;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Primitives;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Admin;

[Collection(StaffJourneysCollection.Name)]
public sealed class InsightsJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task From_a_filter_to_the_orders_behind_a_figure()
    {
        await using var venue = ListeningApp.Demo();
        var staff = await ArriveAsync(at: venue.Address);
        await staff.SignInAsync(venue, "/admin/insights");
        await Expect(staff.Page.Locator("figure.chart[data-drawn]")).ToHaveCountAsync(1);
        await staff.AssertAccessibleAsync();

        await staff.PressAsync(staff.Link("90 days"));
        await Expect(staff.Link("90 days")).ToHaveAttributeAsync("aria-current", "page");
        var (show, sold) = await GetTopEventAsync(venue);
        await staff.Page.GetByLabel("Event", new() { Exact = true }).SelectOptionAsync(show.Id.ToString());
        await staff.Page.GetByLabel("By", new() { Exact = true }).SelectOptionAsync("week");
        await staff.PressAsync(staff.Button("Apply"));
        await Expect(staff.Page.Locator("figure.chart[data-drawn]")).ToHaveCountAsync(1);
        Assert.Contains("by=week", staff.Path, StringComparison.Ordinal);
        var orders = staff
            .Page.Locator(".figures > div")
            .Filter(new() { HasText = "Orders" })
            .GetByRole(Microsoft.Playwright.AriaRole.Link);
        await Expect(orders).ToHaveTextAsync($"{sold}");
        await staff.AssertAccessibleAsync();

        await staff.PressAsync(orders);
        await Expect(staff.Heading()).ToHaveTextAsync("Orders");
        var listed = 0;
        while (true)
        {
            listed += await staff.Page.Locator("tbody tr").CountAsync();
            var older = staff.Page.Locator("a[rel=next]");
            if (await older.CountAsync() == 0)
            {
                break;
            }

            await staff.OpenAsync((await older.GetAttributeAsync("href"))!);
        }

        Assert.Equal(sold, listed);
    }

    [Fact]
    public async Task From_the_shown_period_to_its_export()
    {
        await using var venue = ListeningApp.Demo();
        var staff = await ArriveAsync(at: venue.Address);
        await staff.SignInAsync(venue, "/admin/insights");
        await staff.PressAsync(staff.Link("7 days"));
        await Expect(staff.Link("7 days")).ToHaveAttributeAsync("aria-current", "page");
        await staff.PressAsync(staff.Link("Export"));
        await Expect(staff.Heading()).ToHaveTextAsync("Export");
        await staff.AssertAccessibleAsync();

        var download = await staff.Page.RunAndWaitForDownloadAsync(() => staff.PressAsync(staff.Button("CSV : Sales by day")));

        Assert.Equal("sales-2031-01-28-to-2031-02-03.csv", download.SuggestedFilename);
        await staff.OpenAsync("/admin/insights/export/orders.csv?from=2031-02-30");
        await Expect(staff.Page.GetByRole(Microsoft.Playwright.AriaRole.Alert)).ToBeVisibleAsync();
        await staff.AssertAccessibleAsync();
    }

    private static Task<(Event Show, int Orders)> GetTopEventAsync(TicketingApp venue) =>
        venue.UseAsync<TicketingDbContext, (Event, int)>(db =>
            venue.UseAsync<VenueClock, (Event, int)>(async clock =>
            {
                var best = await db.SoldIn(clock.GetRange(Period.LastDays(90, clock.Today)))
                    .GroupBy(o => o.EventId)
                    .Select(sales => new { sales.Key, Count = sales.Count() })
                    .OrderByDescending(sales => sales.Count)
                    .FirstAsync(Ct);
                return (await db.Set<Event>().SingleAsync(e => e.Id == best.Key, Ct), best.Count);
            })
        );
}
