using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Insights.Events.Pace;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Insights.Events;

/// <summary>One venue per test, because pace compares with all past events.</summary>
public sealed class PaceQueriesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Days_are_the_venue_s_also_when_the_clocks_change(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        app.Clock.SetUtcNow(Utc(3, 28, 23, 30));

        // London's clocks go forward in the night before the 30th.
        var show = await app.PublishEventAsync(e => (e.StartsAt, e.DoorsAt) = (Utc(3, 31, 18, 0), null));
        await app.SellAsync(show, "Standing", 1);
        app.Clock.SetUtcNow(Utc(3, 29, 23, 30));
        await app.SellAsync(show, "Standing", 2);
        app.Clock.SetUtcNow(Utc(3, 30, 22, 59));
        var order = await app.SellAsync(show, "Standing", 3);
        app.Clock.SetUtcNow(Utc(3, 30, 23, 0));
        await app.SellAsync(show, "Standing", 4);
        await app.TryRefundAsync(order, keepFee: false, 1);

        var pace = await PaceAsync(app, show);
        Assert.Equal([9, 6, 3, 1, 0], Enumerable.Range(0, 5).Select(pace.Curve.At));
        Assert.Equal(0, pace.DaysToGo);
    }

    [Theory, OnBothDatabases]
    public async Task Days_are_in_the_venue_s_zone_not_the_event_s_or_the_server_s(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database).Set("Site:TimeZone", "Pacific/Auckland");
        app.Clock.SetUtcNow(Utc(2, 4, 10, 30));
        var show = await app.PublishEventAsync(e => e.StartsAt = Utc(2, 6, 12, 0));

        // 23:30 in Auckland; the event starts there at 01:00 on the 7th.
        await app.SellAsync(show, "Standing", 1);
        Assert.Equal((3, 3), ((await PaceAsync(app, show)).DaysToGo, (await PaceAsync(app, show)).Curve.FirstSaleDay));
        app.Clock.SetUtcNow(Utc(2, 4, 11, 0));
        Assert.Equal(2, (await PaceAsync(app, show)).DaysToGo);
    }

    [Theory, OnBothDatabases]
    public async Task Similar_events_took_place_and_sold_tickets_within_three_years(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        await SoldAsync(app, "Four years ago");
        app.Clock.Advance(TimeSpan.FromDays(4 * 365));
        await SoldAsync(app, "Last year's");
        app.Clock.Advance(TimeSpan.FromDays(300));
        var given = await SoldAsync(app, "Given back", soldBefore: false);
        foreach (var order in new[] { await app.SellAsync(given, "Standing", 2) })
        {
            await app.TryRefundAsync(order);
        }

        await SoldAsync(app, "Cancelled", status: EventStatus.Cancelled);
        await SoldAsync(app, "Withdrawn", status: EventStatus.Inactive);
        await SoldAsync(app, "Postponed", status: EventStatus.Postponed);
        await SoldAsync(app, "Played");
        app.Clock.Advance(TimeSpan.FromDays(2));
        await SoldAsync(app, "On stage", e => e.StartsAt = app.Clock.GetUtcNow().AddHours(1));
        await SoldAsync(app, "To come", e => e.StartsAt = app.Clock.GetUtcNow().AddDays(9));
        app.Clock.Advance(TimeSpan.FromHours(2));

        var pace = await PaceAsync(app, await app.PublishEventAsync());
        Assert.Equal(["Played", "Last year's"], pace.Similar.Select(show => show.Title));
        Assert.Equal(new SalesOutlook.TooFewEvents(2), pace.Outlook);
    }

    [Theory, OnBothDatabases]
    public async Task Three_similar_events_give_a_forecast_and_its_error(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        for (var i = 0; i < 3; i++)
        {
            var past = await app.PublishEventAsync($"Past {i}", e => e.StartsAt = app.Clock.GetUtcNow().AddDays(10));
            await app.SellAsync(past, "Standing", 9);
            app.Clock.Advance(TimeSpan.FromDays(8));
            await app.SellAsync(past, "Standing", 6 + i);
            app.Clock.Advance(TimeSpan.FromDays(4));
        }

        var show = await app.PublishEventAsync(e => e.StartsAt = app.Clock.GetUtcNow().AddDays(10));
        await app.SellAsync(show, "Standing", 9);
        app.Clock.Advance(TimeSpan.FromDays(5));
        await app.SellAsync(show, "Standing", 1);
        var pace = await PaceAsync(app, show);
        var expected = Assert.IsType<SalesOutlook.Expected>(pace.Outlook);

        // Yesterday it had as many sales as each of them six days before.
        Assert.Equal((6, new ForecastRange(15, 16, 17)), (expected.FromDay, expected.Final));
        Assert.Equal(new ForecastError(3, ((2 / 15.0) + 0 + (1 / 17.0)) / 3, 1), expected.Error);

        // Compared only with events before it; no forecast once it has started.
        app.Clock.Advance(TimeSpan.FromDays(5));
        Assert.IsType<SalesOutlook.Started>((await PaceAsync(app, show)).Outlook);
        app.Clock.Advance(TimeSpan.FromDays(5));
        Assert.Equal(["Past 2", "Past 1", "Past 0"], (await PaceAsync(app, show)).Similar.Select(past => past.Title));
    }

    private static Task<EventPace> PaceAsync(TicketingApp app, Event show) =>
        app.UseAsync<EventQueries, EventPace>(async events =>
        {
            var now = (await events.FindAsync(show.Id, Ct))!;
            return await app.UseAsync<PaceQueries, EventPace>(queries => queries.GetForEventAsync(now, Ct));
        });

    /// <summary>An event of today, over two days later.</summary>
    private static async Task<Event> SoldAsync(
        TicketingApp app,
        string title,
        Action<Event>? change = null,
        bool soldBefore = true,
        EventStatus status = EventStatus.Active
    )
    {
        var show = await app.PublishEventAsync(title, e => e.StartsAt = app.Clock.GetUtcNow().AddHours(8));
        if (soldBefore)
        {
            await app.SellAsync(show, "Standing", 5);
        }

        await app.UseAsync<TicketingDbContext>(async db =>
        {
            var stored = (await db.Set<Event>().FindAsync([show.Id], Ct))!;
            change?.Invoke(stored);
            await db.SaveChangesAsync(Ct);
        });
        await app.SetStatusAsync(show, status);
        return show;
    }

    private static DateTimeOffset Utc(int month, int day, int hour, int minute) => new(2031, month, day, hour, minute, 0, TimeSpan.Zero);
}
