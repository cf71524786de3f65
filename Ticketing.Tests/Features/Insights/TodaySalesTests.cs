using System.Net;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Insights;

public sealed class TodaySalesTests
{
    [Theory, OnBothDatabases]
    public async Task Sales_are_compared_with_the_same_time_of_yesterday_and_of_a_week_ago(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync(e => e.StartsAt = new DateTimeOffset(2031, 6, 1, 19, 0, 0, TimeSpan.Zero));
        await SellAtAsync(app, show, new DateTime(2031, 3, 3, 10, 0, 0), 1);
        await SellAtAsync(app, show, new DateTime(2031, 3, 3, 15, 0, 0), 5);
        await SellAtAsync(app, show, new DateTime(2031, 3, 9, 11, 0, 0), 4);
        await app.StartRefundAsync(await SellAtAsync(app, show, new DateTime(2031, 3, 10, 12, 0, 0), 3), 1);
        using var staff = await app.SignInAsStaffAsync();

        var figures = (await staff.OpenAsync("/admin")).Document.QuerySelector(".figures")!;

        Assert.Equal(
            ["▼ \u22121 vs yesterday", "▲ +2 vs last Mon", "▼ \u2212£28.00 vs yesterday", "▲ +£14.00 vs last Mon"],
            figures.QuerySelectorAll(".delta").Select(delta => delta.TextContent)
        );
        Assert.Equal(
            ["3 in 1 order", "£28.00 £42.00 gross, £14.00 refunded", "£168.00"],
            figures.QuerySelectorAll("dt + dd").Select(dd => dd.TextContent.Trim())
        );
        Assert.Equal(
            "Net revenue per day for 14 days, £168.00 in total. Best day: Mon 3 Mar: £84.00. Today: £28.00",
            figures.QuerySelector(".sparkline")!.GetAttribute("aria-label")
        );
        Assert.Equal(14, figures.QuerySelectorAll(".sparkline rect").Length);
    }

    [Theory]
    [OnEitherDatabase("orders")]
    [OnEitherDatabase("refunds")]
    [OnEitherDatabase("tickets")]
    [OnEitherDatabase("events")]
    public async Task The_number_of_queries_does_not_grow_with_orders_or_events(DatabaseProvider database, string table)
    {
        await using var app = new QueryRecordingApp(database, table);
        var now = app.Clock.GetUtcNow();
        var shows = new List<Event> { await app.PublishEventAsync("One", e => e.StartsAt = now.AddHours(6)) };
        using var staff = await app.SignInAsStaffAsync();
        var few = await CountQueriesAsync(app, staff);
        Assert.NotEqual(0, few);
        for (var i = 0; i < 12; i++)
        {
            shows.Add(await app.PublishEventAsync($"Show {i}", e => e.StartsAt = now.AddHours(5 + (i * 4))));
        }

        await app.InsertHistoryAsync(new Random(5), shows, 300, now.AddDays(-13), now);

        Assert.Equal(few, await CountQueriesAsync(app, staff));
    }

    private static async Task<int> CountQueriesAsync(QueryRecordingApp app, Browser staff)
    {
        var before = app.QueryCount;
        (await staff.OpenAsync("/admin")).ExpectStatus(HttpStatusCode.OK);
        return app.QueryCount - before;
    }

    private static Task<Order> SellAtAsync(TicketingApp app, Event show, DateTime london, int tickets)
    {
        app.Clock.SetUtcNow(new DateTimeOffset(london, TimeSpan.Zero));
        return app.SellAsync(show, "Standing", tickets);
    }
}
