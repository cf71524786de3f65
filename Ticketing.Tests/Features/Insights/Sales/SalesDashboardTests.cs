using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Events;
using Ticketing.Features.Insights;
using Ticketing.Features.Insights.Charts;
using Ticketing.Features.Insights.Sales;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Localization;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Insights.Sales;

public sealed class SalesDashboardTests
{
    private const int Seed = 20310401;
    private const string Days = "from=2031-03-15&to=2031-04-10";
    private static readonly DateTimeOffset Begin = new(2031, 3, 10, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = new(2031, 4, 20, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_figure_links_the_orders_and_refunds_behind_it(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var shows = await FillAsync(app);
        using var staff = await app.SignInAsStaffAsync();
        foreach (var narrowed in new[] { "", $"&event={shows[1].Id}", "&channel=BoxOffice", $"&event={shows[0].Id}&channel=Online" })
        {
            var page = (await staff.OpenAsync($"/admin/insights?{Days}{narrowed}&by=week")).ExpectStatus(HttpStatusCode.OK);

            var orders = Figure(page, "Orders");
            var filter = await FilterAsync(app, $"?{Days}{narrowed}");

            // The lists include orders in other currencies; the page states their number.
            var foreign = await app.UseAsync<SalesFactQueries, int>(facts => facts.CountOtherCurrencyOrdersAsync(filter, Ct));
            Assert.Equal(
                int.Parse(orders.Text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture) + foreign,
                await RowsAsync(staff, orders.Path)
            );
            Assert.Equal(orders.Path, Figure(page, "Net revenue").Path);
            var refunds = await app.UseAsync<SalesFactQueries, int>(async facts =>
                await facts.ReadRefunds(filter).CountAsync(Ct) + await ForeignRefundsAsync(app, filter)
            );
            Assert.Equal(refunds, await RowsAsync(staff, Figure(page, "Refunds").Path));
            if (filter.Channel is null)
            {
                var channel = page.Document.QuerySelectorAll("section[aria-labelledby=channels] tbody tr a")[1];
                var others = await app.UseAsync<SalesFactQueries, int>(facts =>
                    facts.CountOtherCurrencyOrdersAsync(filter with { Channel = OrderChannel.BoxOffice }, Ct)
                );
                Assert.Equal(
                    int.Parse(channel.TextContent.Split(' ')[0], CultureInfo.InvariantCulture) + others,
                    await RowsAsync(staff, channel.GetAttribute("href")!)
                );
            }
        }
    }

    [Theory, OnEitherDatabase]
    public async Task The_table_beneath_a_chart_matches_its_data(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        await FillAsync(app);
        using var staff = await app.SignInAsStaffAsync();
        foreach (var measure in new[] { "", "&chart=tickets" })
        {
            var page = (await staff.OpenAsync($"/admin/insights?{Days}&by=week{measure}")).ExpectStatus(HttpStatusCode.OK);
            var figure = Assert.Single(page.Document.QuerySelectorAll("figure.chart"));
            using var answer = await staff.SendAsync(new HttpRequestMessage(HttpMethod.Get, figure.GetAttribute("data-source")));
            var chart = (await answer.Content.ReadFromJsonAsync<Chart>(JsonSerializerOptions.Web, Ct))!;
            var view = new ChartView("", "", "", chart);
            var told = figure
                .QuerySelectorAll("tbody tr")
                .Select(row => row.QuerySelectorAll("td").Select(cell => cell.TextContent).ToList())
                .ToList();
            Assert.Equal(
                Enumerable.Range(0, chart.Labels.Count).Select(i => chart.Series.Select(series => view.Format(series.Values[i]))),
                told
            );
            Assert.Equal(chart.Labels, figure.QuerySelectorAll("tbody th").Select(cell => cell.TextContent.Trim()));
            Assert.Contains(told.SelectMany(row => row), cell => cell is not ("0" or "£0.00"));
            Assert.Equal(5, chart.Labels.Count);
        }
    }

    [Theory, OnEitherDatabase]
    public async Task Sales_in_another_currency_are_mentioned_but_not_counted(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        await FillAsync(app);
        using var staff = await app.SignInAsStaffAsync();
        var foreign = await app.UseAsync<TicketingDbContext, int>(db => db.Sold().CountAsync(o => o.Currency == "EUR", Ct));
        Assert.True(foreign > 1);

        var page = await staff.OpenAsync("/admin/insights?from=2031-01-01&to=2031-12-31");

        Assert.Contains($"{foreign} orders in currencies other than GBP aren’t included", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "other than GBP",
            (await staff.OpenAsync("/admin/insights?from=2030-01-01&to=2030-01-31")).Text,
            StringComparison.Ordinal
        );
    }

    [Theory, OnEitherDatabase]
    public async Task The_shades_of_the_week_are_explained(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        await FillAsync(app);
        using var staff = await app.SignInAsStaffAsync();

        var page = await staff.OpenAsync($"/admin/insights?{Days}");

        var legend = page
            .Document.QuerySelectorAll(".heat-legend li")
            .ToDictionary(row => row.QuerySelector("i")!.ClassName!, row => row.TextContent);
        var cells = page.Document.QuerySelectorAll(".heat td[class]").Where(cell => cell.TextContent.Length > 0).ToList();
        Assert.NotEmpty(cells);
        Assert.All(
            cells,
            cell =>
            {
                var bounds = legend[cell.ClassName!].Split('–').Select(bound => int.Parse(bound, CultureInfo.InvariantCulture)).ToList();
                Assert.InRange(int.Parse(cell.TextContent, CultureInfo.InvariantCulture), bounds[0], bounds[^1]);
            }
        );
    }

    [Theory]
    [InlineData("from=2031-02-30", "“2031-02-30” is not a day")]
    [InlineData("to=tomorrow", "“tomorrow” is not a day")]
    [InlineData("from=1999-12-31", "“1999-12-31” is not a day")]
    [InlineData("to=2100-01-01", "“2100-01-01” is not a day")]
    [InlineData("from=2031-03-02&to=2031-03-01", "The first day is after the last")]
    [InlineData("event=tonight", "There is no such event")]
    [InlineData("channel=Fax", "There is no such channel")]
    [InlineData("channel=1", "There is no such channel")]
    [InlineData("by=year", "Figures go by day, week or month")]
    public async Task Invalid_filters_are_reported_and_the_default_days_are_shown(string query, string said)
    {
        await using var app = new TicketingApp();
        using var staff = await app.SignInAsStaffAsync();

        var page = (await staff.OpenAsync("/admin/insights?" + query)).ExpectStatus(HttpStatusCode.BadRequest);

        Assert.Contains(said, page.Document.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("2031-01-05", page.Document.QuerySelector("#from")!.GetAttribute("value"));
        using var answer = await staff.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/admin/insights/data/sales?" + query));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("", "2031-01-05", "2031-02-03")]
    [InlineData("from=2031-02-01", "2031-02-01", "2031-02-03")]
    [InlineData("to=2030-12-31", "2030-12-02", "2030-12-31")]
    [InlineData("to=2000-01-05", "2000-01-01", "2000-01-05")]
    [InlineData("from=2031-04-01&to=2031-04-02&by=&event=&channel=", "2031-04-01", "2031-04-02")]
    public async Task Missing_days_default_to_thirty(string query, string first, string last)
    {
        await using var app = new TicketingApp();
        Assert.Equal((first, last), await PeriodAsync(app, query));
    }

    private static async Task<(string?, string?)> PeriodAsync(TicketingApp app, string query)
    {
        var filter = await FilterAsync(app, "?" + query);
        return (InsightsParameters.FormatDay(filter.Period.First), InsightsParameters.FormatDay(filter.Period.Last));
    }

    private static Task<SalesFilter> FilterAsync(TicketingApp app, string query) =>
        app.UseAsync<VenueClock, SalesFilter>(clock =>
        {
            var read = InsightsParameters.Read(
                new Microsoft.AspNetCore.Http.QueryCollection(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query)),
                clock
            );
            Assert.Null(read.Error);
            return Task.FromResult(read.Filter);
        });

    private static Task<int> ForeignRefundsAsync(TicketingApp app, SalesFilter filter) =>
        app.UseAsync<TicketingDbContext, int>(db =>
            app.UseAsync<VenueClock, int>(clock =>
                (
                    from refund in db.RefundsIn(clock.GetRange(filter.Period))
                    join order in db.Set<Order>() on refund.OrderId equals order.Id
                    where
                        order.Currency != "GBP"
                        && (filter.EventId == null || order.EventId == filter.EventId)
                        && (filter.Channel == null || order.Channel == filter.Channel)
                    select refund
                ).CountAsync(Ct)
            )
        );

    private static async Task<IReadOnlyList<Event>> FillAsync(TicketingApp app)
    {
        var shows = new List<Event>
        {
            await app.PublishEventAsync(e => e.StartsAt = End),
            await app.PublishEventAsync(e => e.StartsAt = End.AddDays(1)),
        };
        await app.InsertHistoryAsync(new Random(Seed), shows, 300, Begin, End);
        return shows;
    }

    private static (string Text, string Path) Figure(BrowserPage page, string name)
    {
        var link = page
            .Document.QuerySelectorAll(".figures > div")
            .Single(div => div.QuerySelector("dt")!.TextContent == name)
            .QuerySelector("a")!;
        return (link.TextContent, link.GetAttribute("href")!);
    }

    /// <summary>Over all pages.</summary>
    private static async Task<int> RowsAsync(Browser staff, string path)
    {
        var seen = new HashSet<string>();
        for (IElement? next = null; next is not null || seen.Count == 0; path = next.GetAttribute("href")!)
        {
            var page = (await staff.OpenAsync(path)).ExpectStatus(HttpStatusCode.OK);
            foreach (var row in page.Document.QuerySelectorAll("tbody tr"))
            {
                Assert.True(seen.Add(row.TextContent));
            }

            next = page.Document.QuerySelector("a[rel=next]");
            if (next is null)
            {
                break;
            }
        }

        return seen.Count;
    }
}
