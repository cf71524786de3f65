using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.WaitingRoom;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.WaitingRoom;

/// <summary>How fast a line moves, and its end.</summary>
public sealed class LinePaceTests(WaitingRoomVenueFixture venues) : IClassFixture<WaitingRoomVenueFixture>
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_returned_basket_lets_in_no_more_buyers_than_it_has_tickets(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database).WithWaitingRooms(admitPerMinute: 600);
        var show = await app.PublishWithLineAsync(capacity: 2);
        using var first = app.NewBrowser();
        await first.JoinAsync(show, 2);
        var waiting = new List<Browser>();
        for (var i = 0; i < 10; i++)
        {
            waiting.Add(app.NewBrowser());
            await waiting[i].JoinAsync(show);
        }

        await app.PassAsync(TimeSpan.FromMilliseconds(100));
        var checkout = await first.RefreshAsync(show);
        await app.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(1, app.GetRoom(show).Counts.Served);
        await checkout.SubmitAsync("form[action*='handler=Release']");
        await app.PassAsync(Second);
        await app.PassAsync(Second);
        await app.PassAsync(Second);
        Assert.Equal(3, app.GetRoom(show).Counts.Served);

        // They do not come: the next ones may.
        await app.PassAsync(TimeSpan.FromSeconds(30));
        await app.PassAsync(Second);
        Assert.Equal(5, app.GetRoom(show).Counts.Served);
        waiting.ForEach(browser => browser.Dispose());
    }

    [Theory, OnEitherDatabase]
    public async Task Another_process_whose_clock_is_ahead_does_not_make_the_line_faster(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishWithLineAsync();
        using var browser = app.NewBrowser();
        await browser.JoinAsync(show);
        await SetAdvancedAsync(Second);
        await app.RunJobAsync<WaitingRoomJob>();
        Assert.Equal(0, app.GetRoom(show).Counts.Served);

        // A clock that was set back must not stop the line.
        await SetAdvancedAsync(TimeSpan.FromHours(1));
        await app.RunJobAsync<WaitingRoomJob>();
        Assert.Equal(1, app.GetRoom(show).Counts.Served);

        Task SetAdvancedAsync(TimeSpan ahead)
        {
            var at = app.Clock.GetUtcNow() + ahead;
            return app.UseAsync<TicketingDbContext>(db =>
                db.WriteAsync(
                    () =>
                        db.Set<EventWaitingRoom>()
                            .Where(r => r.EventId == show.Id)
                            .ExecuteUpdateAsync(set => set.SetProperty(r => r.AdvancedAt, at), Ct),
                    ct: Ct
                )
            );
        }
    }

    [Theory, OnEitherDatabase]
    public async Task The_waiting_room_of_a_cancelled_or_past_event_closes(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database).WithWaitingRooms();
        var cancelled = await app.PublishWithLineAsync();
        var past = await app.PublishWithLineAsync();
        var draft = await app.AddEventAsync(EventStatus.Inactive, change: e => e.StartsAt = e.StartsAt.AddYears(1));
        await app.SwitchOnAsync(draft);
        await app.SetStatusAsync(cancelled, EventStatus.Cancelled);
        await app.RunJobAsync<WaitingRoomJob>();
        Assert.Null(app.FindRoom(cancelled));
        Assert.NotNull(app.FindRoom(past));
        await app.PassAsync(TimeSpan.FromDays(29));
        Assert.Null(app.FindRoom(past));
        Assert.NotNull(app.FindRoom(draft));
    }

    [Theory, OnEitherDatabase]
    public async Task Staff_are_told_of_sales_that_have_been_paused_for_long(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database).WithWaitingRooms();
        var show = await app.PublishWithLineAsync();
        await app.UseAsync<OpenWaitingRoom>(rooms => rooms.PauseAsync(show.Id, Ct));
        using var staff = await app.SignInAsStaffAsync();
        var path = $"/admin/events/{show.Id}/waiting-room";
        await app.PassAsync(TimeSpan.FromMinutes(5));
        Assert.Null((await staff.OpenAsync("/admin")).Document.QuerySelector($"main a[href='{path}']"));
        await app.PassAsync(TimeSpan.FromMinutes(6));
        var today = await staff.OpenAsync("/admin");
        Assert.Contains($"Sales of {show.Title} are paused: buyers wait", today.Text, StringComparison.Ordinal);
        Assert.NotNull(today.Document.QuerySelector($"main a[href='{path}']"));
    }

    [Theory, OnEitherDatabase]
    public async Task A_short_wait_has_no_estimate(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishWithLineAsync();
        using var last = app.NewBrowser();
        var others = Enumerable.Range(0, 8).Select(_ => app.NewBrowser()).ToList();
        foreach (var other in others)
        {
            await other.JoinAsync(show);
        }

        await last.JoinAsync(show);
        for (var turn = 0; turn < 7; turn++)
        {
            await app.PassAsync(Second);
        }

        var page = await last.RefreshAsync(show);
        Assert.Contains("1 person is ahead of you.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Your turn is in about", page.Text, StringComparison.Ordinal);
        others.ForEach(other => other.Dispose());
    }

    [Fact]
    public void A_line_that_was_empty_moves_no_slower_than_it_can()
    {
        var (history, now) = (new LineHistory(), DateTimeOffset.UnixEpoch);
        for (var served = 0; served < 3; served++)
        {
            history.Add(now.AddSeconds(20 * served), Count(joined: served, served));
        }

        history.Add(now.AddSeconds(61), Count(joined: 100, served: 3));
        Assert.Equal(600, history.GetPerMinute(now.AddSeconds(70), possible: 600));

        history.Add(now.AddSeconds(140), Count(joined: 200, served: 13));
        Assert.Equal(10, history.GetPerMinute(now.AddSeconds(140), possible: 600)!.Value, 0.01);

        static Ticketing.Features.WaitingRoom.Places.LineCounts Count(int joined, int served) =>
            new(new(joined, served, 0), new(0, 0, 0), "seed");
    }

    [Theory, OnEitherDatabase]
    public async Task A_browser_that_keeps_no_cookies_is_told_what_to_do(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishWithLineAsync();
        using var browser = app.NewBrowser();
        var page = await browser.RefreshAsync(show);
        page.ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("We couldn’t find your place", page.Text, StringComparison.Ordinal);
        Assert.Contains("Allow cookies for this site", page.Text, StringComparison.Ordinal);
        Assert.False(page.Headers.ContainsKey("Refresh"));
    }

    [Theory, OnEitherDatabase]
    public async Task The_title_tells_the_place_and_updates_can_be_stopped(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishWithLineAsync();
        using var other = app.NewBrowser();
        using var browser = app.NewBrowser();
        await other.JoinAsync(show);
        var page = await browser.JoinAsync(show);
        Assert.StartsWith("1 ahead of you", page.Document.Title, StringComparison.Ordinal);
        Assert.True(page.Headers.ContainsKey("Refresh"));

        var stopped = await browser.OpenAsync(page.Document.QuerySelector("a[href*='refresh=off']")!.GetAttribute("href")!);
        Assert.False(stopped.Headers.ContainsKey("Refresh"));
        Assert.Contains("1 person is ahead of you.", stopped.Text, StringComparison.Ordinal);
        Assert.NotNull(stopped.Document.QuerySelector("a[href$='?refresh=off'].button"));
    }
}
