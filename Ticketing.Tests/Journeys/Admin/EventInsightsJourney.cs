using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Admin;

[Collection(StaffJourneysCollection.Name)]
public sealed class EventInsightsJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task From_an_event_to_its_figures_and_the_orders_behind_them()
    {
        await using var venue = new DemoApp();
        var staff = await ArriveAsync(at: venue.Address);
        await staff.SignInAsync(venue);
        await staff.OpenAsync((await GetInsightsPathAsync(venue, "velvet-static")).Replace("/insights", "", StringComparison.Ordinal));
        await staff.PressAsync(staff.Link("Figures"));
        await staff.WaitForPathAsync("/admin/insights/events/");
        await Expect(staff.Page.Locator(".outlook")).ToContainTextAsync("If sales go on like those of 12 similar events: about ");
        await Expect(staff.Page.Locator("#pace[data-drawn] canvas")).ToBeVisibleAsync();
        await staff.AssertAccessibleAsync();
        await staff.Page.GetByText("Similar events", new() { Exact = true }).ClickAsync();
        await staff.Page.Locator("#pace").GetByText("The figures").ClickAsync();
        await staff.AssertAccessibleAsync();
        await AssertTableMatchesChartAsync(staff, "pace");

        var orders = int.Parse(
            (await staff.Page.Locator(".behind a").First.InnerTextAsync()).Split(' ')[0],
            System.Globalization.CultureInfo.InvariantCulture
        );
        await staff.PressAsync(staff.Page.Locator(".behind a").First);
        await staff.WaitForPathAsync("/admin/orders?event=");
        Assert.InRange(orders, 20, 60);
        await Expect(staff.Page.Locator("tbody tr")).ToHaveCountAsync(Math.Min(orders, 50));
    }

    [Fact]
    public async Task A_past_event_and_events_with_little_data()
    {
        await using var venue = new DemoApp();
        var staff = await ArriveAsync(at: venue.Address);
        await staff.SignInAsync(venue);
        await staff.OpenAsync(await GetInsightsPathAsync(venue, "kora-at-dusk"));
        await Expect(staff.Page.Locator("#arrivals[data-drawn] canvas")).ToBeVisibleAsync();
        await AssertTableMatchesChartAsync(staff, "arrivals");
        await staff.AssertAccessibleAsync();
        foreach (var slug in new[] { "spring-headliner", "ivy-calloway", "open-stage" })
        {
            await staff.OpenAsync(await GetInsightsPathAsync(venue, slug));
            await Expect(staff.Page.Locator("#arrivals")).ToHaveCountAsync(0);
            await staff.AssertAccessibleAsync();
        }
    }

    private static async Task AssertTableMatchesChartAsync(Visitor staff, string chart)
    {
        var drawn = await staff.Page.EvaluateAsync<string[][]>(
            """
            async id => {
              const figure = document.getElementById(id);
              const chart = await (await fetch(figure.dataset.source)).json();
              const plot = Chart.getChart(figure.querySelector("canvas"));
              return plot.data.labels.map((label, row) => [label, ...chart.series.map((_, at) => plot.data.datasets[at].data[row]).map(value => value === null ? "–" : value.toLocaleString("en-GB"))]);
            }
            """,
            chart
        );
        var table = await staff.Page.EvaluateAsync<string[][]>(
            "id => [...document.querySelectorAll(`#${id} tbody tr`)].map(row => [...row.cells].map(cell => cell.textContent.trim()))",
            chart
        );
        Assert.NotEmpty(table);
        Assert.Equal(table, drawn);
    }

    private static Task<string> GetInsightsPathAsync(DemoApp venue, string slug) =>
        venue.UseAsync<TicketingDbContext, string>(async db =>
            $"/admin/insights/events/{await db.Set<Event>().Where(e => e.Slug == slug).Select(e => e.Id).SingleAsync(Ct)}"
        );

    private sealed class DemoApp : TicketingApp
    {
        public DemoApp()
        {
            Set("Demo:Seed", "true");
            Address = Listen();
        }

        public Uri Address { get; }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseStaticWebAssets();
        }
    }
}
