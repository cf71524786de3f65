using System.Net;
using System.Text.Json;
using Ticketing.Features.Events;
using Ticketing.Features.Orders.Placing;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Primitives;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Insights.Events;

public sealed class EventFiguresPageTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task Every_figure_links_the_orders_behind_it(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        var online = await app.BuyAsync(show, "Standing", 2);
        var counter = await app.SellAsync(show, "Seated", 1);
        await app.SellAsync(show, "Seated", 3, BoxOfficePayment.Complimentary);
        var whole = await app.SellAsync(show, "Standing", 1);
        await app.TryRefundAsync(whole);
        using var staff = await app.SignInAsStaffAsync();
        var page = (await staff.OpenAsync($"/admin/insights/events/{show.Id}")).ExpectStatus(HttpStatusCode.OK);

        var total = online.Total + counter.Total + whole.Total;
        Assert.Contains(
            $"Tickets issued 6 of 150 3 orders Net revenue {new Money(total - whole.Total, "GBP")} {new Money(total, "GBP")} gross "
                + $"Refunds {new Money(whole.Total, "GBP")} 1 ticket · 1 whole order",
            Squeezed(page, ".figures"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"Average price paid {new Money((long)Math.Round(total / 4m, MidpointRounding.AwayFromZero), "GBP")}",
            Squeezed(page, ".figures"),
            StringComparison.Ordinal
        );
        Assert.Contains("Comps 3 See orders When in 28 days", Squeezed(page, ".figures"), StringComparison.Ordinal);
        Assert.Equal("Standing 2 of 100 (2%) Online 2 Box office 0 Comp 0", Row(page, ".types-sold", "Standing"));
        Assert.Equal("Seated 4 of 50 (8%) Online 0 Box office 1 Comp 3", Row(page, ".types-sold", "Seated"));
        Assert.Equal("Total 6 of 150 (4%) Online 2 Box office 1 Comp 3", Row(page, ".types-sold", "Total"));
        foreach (var (link, orders) in new[] { ("status=Paid", 3), ("status=Refunded", 1), ("channel=Comp", 1) })
        {
            var path = $"/admin/orders?event={show.Id}&{link}";
            Assert.NotNull(page.Document.QuerySelector($".figures a[href='{path}']"));
            Assert.Equal(orders, (await staff.OpenAsync(path)).Document.QuerySelectorAll("tbody tr").Length);
        }
    }

    [Theory, OnEitherDatabase]
    public async Task The_chart_data_matches_the_table(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.SellAsync(show, "Standing", 4);
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/insights/events/{show.Id}");
        var source = page.Document.QuerySelector("#pace")!.GetAttribute("data-source")!;
        using var chart = JsonDocument.Parse(await staff.DownloadAsync(source));
        Assert.Equal("Line", chart.RootElement.GetProperty("kind").GetString());
        Assert.Equal(
            chart.RootElement.GetProperty("labels").EnumerateArray().Select(label => label.GetString()),
            page.Document.QuerySelectorAll("#pace tbody th").Select(cell => cell.TextContent)
        );
        Assert.Equal(
            chart
                .RootElement.GetProperty("series")[0]
                .GetProperty("values")
                .EnumerateArray()
                .Select(value => value.ValueKind == JsonValueKind.Null ? "–" : value.ToString()),
            page.Document.QuerySelectorAll("#pace tbody tr").Select(row => row.QuerySelector("td")!.TextContent)
        );
        using var nobody = JsonDocument.Parse(await staff.DownloadAsync(source.Replace("/pace", "/arrivals", StringComparison.Ordinal)));
        Assert.Equal(0, nobody.RootElement.GetProperty("labels").GetArrayLength());
    }

    [Theory, OnEitherDatabase]
    public async Task Unknown_events_are_not_found(DatabaseProvider database)
    {
        using var staff = await venues.On(database).SignInAsStaffAsync();
        foreach (
            var path in new[]
            {
                "/admin/insights/events/{0}",
                "/admin/insights/data/events/{0}/pace",
                "/admin/insights/data/events/{0}/arrivals",
            }
        )
        {
            (await staff.OpenAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, Guid.NewGuid()))).ExpectStatus(
                HttpStatusCode.NotFound
            );
        }
    }

    [Theory, OnEitherDatabase]
    public async Task Events_without_a_forecast_say_why(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var now = app.Clock.GetUtcNow();
        using var staff = await app.SignInAsStaffAsync();
        var full = await app.PublishEventAsync("Full", _ => { }, new TicketTypeDraft("Standing", 1400, 2));
        await app.SellAsync(full, "Standing", 2);
        await AssertTextAsync(staff, full, "Sold out: there is nothing left to forecast.", hasChart: true);
        await AssertTextAsync(staff, await app.PublishEventAsync(), "and there are 0.", hasChart: false, "Nothing sold yet");
        await AssertTextAsync(staff, await app.AddEventAsync(EventStatus.Inactive), "the event is a draft", hasChart: false);
        await AssertTextAsync(staff, await app.AddEventAsync(EventStatus.Postponed), "the event is postponed", hasChart: false);
        await AssertTextAsync(staff, await app.AddEventAsync(EventStatus.Cancelled), "the event is cancelled", hasChart: false);
        await AssertTextAsync(
            staff,
            await app.PublishEventAsync(
                "Later",
                _ => { },
                new TicketTypeDraft("Standing", 1400, 2, type => type.SalesStartAt = now.AddDays(3))
            ),
            "Sales open on Thu 6 Feb 2031, 12:00.",
            hasChart: false
        );
        await AssertTextAsync(staff, await WithoutTypesAsync(app), "it has no ticket types", hasChart: false, "Add the first one");
    }

    [Theory]
    [OnEitherDatabase(EventStatus.Active, "Nothing sold yet", true, true)]
    [OnEitherDatabase(EventStatus.Postponed, "Nothing sold yet", true, false)]
    [OnEitherDatabase(EventStatus.Cancelled, "Nothing was sold", false, false)]
    public async Task Alerts_and_days_to_go_are_shown_while_they_apply(
        DatabaseProvider database,
        EventStatus status,
        string sold,
        bool hasAlert,
        bool hasDays
    )
    {
        var app = venues.On(database);
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/insights/events/{(await app.AddEventAsync(status)).Id}");
        Assert.Equal(sold, page.Document.QuerySelector(".empty h3")!.TextContent);
        Assert.Equal(hasAlert, page.Document.QuerySelector("#low-stock") is not null);
        Assert.Equal(hasDays, page.Text.Contains("in 28 days", StringComparison.Ordinal));
    }

    [Theory, OnEitherDatabase]
    public async Task An_event_without_scans_shows_no_no_shows(DatabaseProvider database)
    {
        var app = venues.On(database);
        var start = app.Clock.GetUtcNow().AddHours(2);
        var show = await app.PublishEventAsync(e => (e.StartsAt, e.DoorsAt) = (start, start.AddHours(-1)));
        var order = await app.SellAsync(show, "Standing", 4);
        using var staff = await app.SignInAsStaffAsync();
        Assert.DoesNotContain("Nobody is in yet", (await OpenAsync(staff, show)).Text, StringComparison.Ordinal);
        app.Clock.SetUtcNow(start.AddMinutes(-30));
        using var atDoors = await app.SignInAsStaffAsync();
        Assert.Contains("Nobody is in yet", (await OpenAsync(atDoors, show)).Text, StringComparison.Ordinal);
        app.Clock.SetUtcNow(start.AddHours(4));
        using var afterwards = await app.SignInAsStaffAsync();
        var silent = await OpenAsync(afterwards, show);
        Assert.Contains("Nobody was scanned", silent.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("No-shows", silent.Text, StringComparison.Ordinal);
        foreach (var code in (await app.GetTicketCodesAsync(order)).Take(3))
        {
            await app.ScanAsync(show, code);
        }

        var page = await OpenAsync(afterwards, show);
        Assert.Contains("Admitted3 No-shows1 25% of 4", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector("#arrivals"));
    }

    [Theory, OnEitherDatabase]
    public async Task Withdrawn_types_stay_in_the_count(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.SellAsync(show, "Standing", 5);
        await app.UseAsync<TicketingDbContext>(async db =>
        {
            (await db.Set<TicketType>().FindAsync([show.GetTicketTypeId("Standing")], Ct))!.IsWithdrawn = true;
            await db.SaveChangesAsync(Ct);
        });
        using var staff = await app.SignInAsStaffAsync();
        var page = await OpenAsync(staff, show);
        Assert.Equal("Standing Withdrawn 5 of 100 (5%) Online 0 Box office 5 Comp 0", Row(page, ".types-sold", "Standing"));
        Assert.Equal("Total 5 of 55 (9%) Online 0 Box office 5 Comp 0", Row(page, ".types-sold", "Total"));
    }

    private static Task<BrowserPage> OpenAsync(Browser staff, Event show) => staff.OpenAsync($"/admin/insights/events/{show.Id}");

    private static async Task AssertTextAsync(Browser staff, Event show, string words, bool hasChart, string also = "")
    {
        var page = (await OpenAsync(staff, show)).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains(words, page.Text, StringComparison.Ordinal);
        Assert.Contains(also, page.Text, StringComparison.Ordinal);
        Assert.Equal(hasChart, page.Document.QuerySelector("#pace") is not null);
    }

    private static Task<Event> WithoutTypesAsync(TicketingApp app) =>
        app.UseAsync<TicketingDbContext, Event>(async db =>
        {
            var bare = new Event
            {
                Slug = "bare",
                Title = "Bare",
                Location = "x",
                TimeZone = "Europe/London",
                StartsAt = app.Clock.GetUtcNow().AddDays(9),
                Status = EventStatus.Active,
            };
            db.Add(bare);
            await db.SaveChangesAsync(Ct);
            return bare;
        });

    private static string Squeezed(BrowserPage page, string part) =>
        string.Join(' ', page.Document.QuerySelectorAll($"{part} dt, {part} dd").Select(text => text.TextContent.Trim()));

    private static string Row(BrowserPage page, string table, string head) =>
        page
            .Document.QuerySelectorAll($"{table} tr")
            .Select(row => row.QuerySelectorAll("th, td"))
            .Select(cells =>
                string.Join(' ', cells.SelectMany(cell => cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            )
            .Single(row => row.StartsWith(head, StringComparison.Ordinal));
}
