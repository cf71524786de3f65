using Ticketing.Data;
using Ticketing.Events;
using Ticketing.Insights.Nights.Pace;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Insights.Nights;

/// <summary>One venue per test, because pace compares with all past events.</summary>
public sealed class FollowingThePaceOfAShow
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Days_are_those_of_the_venue_also_when_the_clocks_change(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        app.Clock.SetUtcNow(Utc(3, 28, 23, 30));

        // London's clocks go forward in the night before the 30th.
        var show = await app.PublishAsync(e => (e.StartsAt, e.DoorsAt) = (Utc(3, 31, 18, 0), null));
        await app.SellAsync(show, "Standing", 1);
        app.Clock.SetUtcNow(Utc(3, 29, 23, 30));
        await app.SellAsync(show, "Standing", 2);
        app.Clock.SetUtcNow(Utc(3, 30, 22, 59));
        var order = await app.SellAsync(show, "Standing", 3);
        app.Clock.SetUtcNow(Utc(3, 30, 23, 0));
        await app.SellAsync(show, "Standing", 4);
        await app.RefundAsync(order, keepFee: false, 1);

        var pace = await PaceAsync(app, show);
        Assert.Equal([9, 6, 3, 1, 0], Enumerable.Range(0, 5).Select(pace.Curve.At));
        Assert.Equal(0, pace.DaysToGo);
    }

    [Theory, OnBothDatabases]
    public async Task The_venue_s_zone_counts_not_that_of_the_event_or_of_the_server(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database).Set("Site:TimeZone", "Pacific/Auckland");
        app.Clock.SetUtcNow(Utc(2, 4, 10, 30));
        var show = await app.PublishAsync(e => e.StartsAt = Utc(2, 6, 12, 0));

        // 23:30 in Auckland; the event starts there at 01:00 on the 7th.
        await app.SellAsync(show, "Standing", 1);
        Assert.Equal((3, 3), ((await PaceAsync(app, show)).DaysToGo, (await PaceAsync(app, show)).Curve.First));
        app.Clock.SetUtcNow(Utc(2, 4, 11, 0));
        Assert.Equal(2, (await PaceAsync(app, show)).DaysToGo);
    }

    [Theory, OnBothDatabases]
    public async Task Similar_are_shows_that_took_place_and_sold_something_in_three_years(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        await SoldAsync(app, "Four years ago");
        app.Clock.Advance(TimeSpan.FromDays(4 * 365));
        await SoldAsync(app, "Last year's");
        app.Clock.Advance(TimeSpan.FromDays(300));
        var given = await SoldAsync(app, "Given back", soldBefore: false);
        foreach (var order in new[] { await app.SellAsync(given, "Standing", 2) })
        {
            await app.RefundAsync(order);
        }

        await SoldAsync(app, "Cancelled", e => e.Cancel());
        await SoldAsync(app, "Withdrawn", e => e.Withdraw());
        await SoldAsync(app, "Postponed", e => e.Postpone());
        await SoldAsync(app, "Played");
        app.Clock.Advance(TimeSpan.FromDays(2));
        await SoldAsync(app, "On stage", e => e.StartsAt = app.Clock.GetUtcNow().AddHours(1));
        await SoldAsync(app, "To come", e => e.StartsAt = app.Clock.GetUtcNow().AddDays(9));
        app.Clock.Advance(TimeSpan.FromHours(2));

        var pace = await PaceAsync(app, await app.PublishAsync());
        Assert.Equal(["Played", "Last year's"], pace.Similar.Select(show => show.Title));
        Assert.Equal(new Outlook.TooFewShows(2), pace.Outlook);
    }

    [Theory, OnBothDatabases]
    public async Task From_three_similar_shows_on_there_is_a_forecast_and_its_error(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        for (var i = 0; i < 3; i++)
        {
            var past = await app.PublishAsync($"Past {i}", e => e.StartsAt = app.Clock.GetUtcNow().AddDays(10));
            await app.SellAsync(past, "Standing", 9);
            app.Clock.Advance(TimeSpan.FromDays(8));
            await app.SellAsync(past, "Standing", 6 + i);
            app.Clock.Advance(TimeSpan.FromDays(4));
        }

        var show = await app.PublishAsync(e => e.StartsAt = app.Clock.GetUtcNow().AddDays(10));
        await app.SellAsync(show, "Standing", 9);
        app.Clock.Advance(TimeSpan.FromDays(5));
        await app.SellAsync(show, "Standing", 1);
        var pace = await PaceAsync(app, show);
        var expected = Assert.IsType<Outlook.Expected>(pace.Outlook);

        // Yesterday it had as many sales as each of them six days before.
        Assert.Equal((6, new Likely(15, 16, 17)), (expected.LookedFrom, expected.InTheEnd));
        Assert.Equal(new BandError(3, ((2 / 15.0) + 0 + (1 / 17.0)) / 3, 1), expected.Error);

        // Compared only with events before it; no forecast once it has started.
        app.Clock.Advance(TimeSpan.FromDays(5));
        Assert.IsType<Outlook.Begun>((await PaceAsync(app, show)).Outlook);
        app.Clock.Advance(TimeSpan.FromDays(5));
        Assert.Equal(["Past 2", "Past 1", "Past 0"], (await PaceAsync(app, show)).Similar.Select(past => past.Title));
    }

    private static Task<ShowPace> PaceAsync(TicketingApp app, Event show) => app.UseAsync<EventDesk, ShowPace>(async events =>
    {
        var now = (await events.FindAsync(show.Id, Ct))!;
        return await app.UseAsync<PaceBook, ShowPace>(queries => queries.OfAsync(now, Ct));
    });

    /// <summary>An event of today, over two days later.</summary>
    private static async Task<Event> SoldAsync(TicketingApp app, string title, Action<Event>? change = null, bool soldBefore = true)
    {
        var show = await app.PublishAsync(title, e => e.StartsAt = app.Clock.GetUtcNow().AddHours(8));
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
        return show;
    }

    private static DateTimeOffset Utc(int month, int day, int hour, int minute) => new(2031, month, day, hour, minute, 0, TimeSpan.Zero);
}
