using System.Globalization;
using System.Net;
using Ticketing.Features.Events;
using Ticketing.Features.WaitingRoom;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.WaitingRoom;

/// <summary>One buyer a second is let in.</summary>
public sealed class WaitingLineTests(WaitingRoomVenueFixture venues) : IClassFixture<WaitingRoomVenueFixture>
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Buyers_wait_for_their_turn_in_the_order_in_which_they_came_and_then_check_out(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishWithLineAsync();
        using var first = app.NewBrowser();
        using var second = app.NewBrowser();
        Assert.Contains("You’re next.", (await first.JoinAsync(show, 2)).Text, StringComparison.Ordinal);
        var waiting = await second.JoinAsync(show);
        Assert.Contains("1 person is ahead of you.", waiting.Text, StringComparison.Ordinal);
        Assert.Contains("1 × Standing", waiting.Text, StringComparison.Ordinal);
        Assert.True(int.Parse(waiting.Headers["Refresh"], CultureInfo.InvariantCulture) is >= 3 and <= 30);
        Assert.Equal("no-store", waiting.Headers["Cache-Control"].Split(',')[0]);

        await app.PassAsync(Second);
        var checkout = await first.RefreshAsync(show);
        Assert.True(checkout.IsAtCheckout(), checkout.Text);
        Assert.Contains("You’re next.", (await second.RefreshAsync(show)).Text, StringComparison.Ordinal);
        var order = await (await checkout.SubmitBuyerAsync()).PayAsync("paid");
        Assert.Equal(2, order.Document.QuerySelectorAll(".pass").Length);

        await app.PassAsync(Second);
        Assert.True((await second.RefreshAsync(show)).IsAtCheckout());
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_refresh_runs_no_statement(DatabaseProvider database)
    {
        await using var app = new StatementRecordingApp(database).WithWaitingRooms();
        var show = await app.PublishWithLineAsync();
        using var browser = app.NewBrowser();
        await browser.JoinAsync(show);
        await browser.RefreshAsync(show);
        app.Forget();
        for (var i = 0; i < 3; i++)
        {
            (await browser.RefreshAsync(show)).ExpectStatus(HttpStatusCode.OK);
        }

        Assert.Empty(app.Statements);
    }

    [Theory, OnBothDatabases]
    public async Task A_line_outlives_a_restart_and_no_number_is_given_twice(DatabaseProvider database)
    {
        await using var before = new TicketingApp(database).WithWaitingRooms();
        var show = await before.PublishWithLineAsync();
        using var first = before.NewBrowser();
        using var second = before.NewBrowser();
        await first.JoinAsync(show);
        await second.JoinAsync(show);
        await before.PassAsync(Second);

        await using var after = new TicketingApp(database).WithWaitingRooms().ShareDatabaseWith(before);
        after.Clock.Advance(before.Clock.GetUtcNow() - after.Clock.GetUtcNow());
        using var third = after.NewBrowser();
        Assert.Contains("1 person is ahead of you.", (await third.JoinAsync(show)).Text, StringComparison.Ordinal);
        using var firstAgain = after.NewBrowser();
        using var secondAgain = after.NewBrowser();
        firstAgain.Jar.CopyFrom(first.Jar);
        secondAgain.Jar.CopyFrom(second.Jar);
        Assert.Contains("You’re next.", (await secondAgain.RefreshAsync(show)).Text, StringComparison.Ordinal);
        Assert.True((await firstAgain.RefreshAsync(show)).IsAtCheckout());
        await after.PassAsync(Second);
        Assert.True((await secondAgain.RefreshAsync(show)).IsAtCheckout());
        Assert.False((await third.RefreshAsync(show)).IsAtCheckout());
        await after.PassAsync(Second);
        Assert.True((await third.RefreshAsync(show)).IsAtCheckout());
        Assert.Equal(3, after.GetRoom(show).Counts.Served);
    }

    [Theory, OnEitherDatabase]
    public async Task A_paused_line_stands_still_and_keeps_places(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishWithLineAsync();
        using var browser = app.NewBrowser();
        await browser.JoinAsync(show);
        await app.UseAsync<OpenWaitingRoom>(rooms => rooms.PauseAsync(show.Id, Ct));
        await app.PassAsync(10 * Second);
        Assert.Contains("The queue is paused", (await browser.RefreshAsync(show)).Text, StringComparison.Ordinal);
        await app.UseAsync<OpenWaitingRoom>(rooms => rooms.ResumeAsync(show.Id, Ct));
        Assert.False((await browser.RefreshAsync(show)).IsAtCheckout());
        await app.PassAsync(Second);
        Assert.True((await browser.RefreshAsync(show)).IsAtCheckout());
    }

    [Theory, OnEitherDatabase]
    public async Task Whoever_loses_the_connection_keeps_the_place_and_the_turn_for_ten_minutes(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishWithLineAsync();
        using var prompt = app.NewBrowser();
        using var absent = app.NewBrowser();
        await prompt.JoinAsync(show);
        await absent.JoinAsync(show);
        await app.PassAsync(2 * Second);
        app.Clock.Advance(TimeSpan.FromMinutes(9));
        await app.RunJobAsync<WaitingRoomJob>();
        Assert.True((await prompt.RefreshAsync(show)).IsAtCheckout());
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        var missed = await absent.RefreshAsync(show);
        Assert.Contains("You missed your turn", missed.Text, StringComparison.Ordinal);

        var again = await missed.SubmitAsync("main form");
        Assert.Contains("You’re next.", again.Text, StringComparison.Ordinal);
        Assert.Equal(3, await CountJoinedAsync(app, show));
    }

    [Theory, OnEitherDatabase]
    public async Task Tickets_can_be_changed_while_waiting_without_losing_the_place(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishWithLineAsync();
        using var browser = app.NewBrowser();
        await browser.JoinAsync(show, 1);
        Assert.Contains("3 × Standing", (await browser.JoinAsync(show, 3)).Text, StringComparison.Ordinal);
        Assert.Equal(1, await CountJoinedAsync(app, show));
        await app.PassAsync(Second);
        Assert.Contains("3 tickets", (await browser.RefreshAsync(show)).Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Other_tickets_chosen_at_the_turn_are_not_replaced_by_the_earlier_choice(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishWithLineAsync();
        using var browser = app.NewBrowser();
        await browser.JoinAsync(show, 1);
        await app.PassAsync(Second);
        Assert.Contains("4 tickets", (await browser.ChooseTicketsAsync(show, ("Standing", 4))).Text, StringComparison.Ordinal);
        Assert.Equal($"/events/{show.Slug}", (await browser.RefreshAsync(show)).Path);
    }

    [Theory, OnEitherDatabase]
    public async Task Tickets_that_are_gone_at_the_turn_can_be_replaced_by_others(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishWithLineAsync(capacity: 5);
        using var first = app.NewBrowser();
        using var second = app.NewBrowser();
        await first.JoinAsync(show, 3);
        await second.JoinAsync(show, 3);
        await app.PassAsync(2 * Second);
        Assert.True((await first.RefreshAsync(show)).IsAtCheckout());
        var refused = await second.RefreshAsync(show);
        Assert.Contains("Only 2 left", refused.Text, StringComparison.Ordinal);
        var checkout = await second.ChooseTicketsAsync(show, ("Standing", 2));
        Assert.True(checkout.IsAtCheckout(), checkout.Text);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task The_line_waits_while_all_tickets_are_in_baskets(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishWithLineAsync(capacity: 2);
        using var first = app.NewBrowser();
        using var second = app.NewBrowser();
        await first.JoinAsync(show, 2);
        await second.JoinAsync(show, 2);
        await app.PassAsync(Second);
        var checkout = await first.RefreshAsync(show);
        await app.RunJobAsync<WaitingRoomJob>();
        await app.PassAsync(10 * Second);
        Assert.Contains("All tickets are in other people’s baskets", (await second.RefreshAsync(show)).Text, StringComparison.Ordinal);
        await checkout.SubmitAsync("form[action*='handler=Release']");
        await app.RunJobAsync<WaitingRoomJob>();
        await app.PassAsync(Second);
        Assert.True((await second.RefreshAsync(show)).IsAtCheckout());
    }

    [Theory, OnEitherDatabase]
    public async Task What_could_never_be_held_is_refused_before_the_line(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishWithLineAsync();
        using var browser = app.NewBrowser();
        var page = await browser.ChooseTicketsAsync(show, ("Standing", 11));
        Assert.Contains("Max 10 per order", page.Text, StringComparison.Ordinal);
        Assert.Equal(0, await CountJoinedAsync(app, show));
    }

    [Theory, OnEitherDatabase]
    public async Task Leaving_gives_the_place_up(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishWithLineAsync();
        using var browser = app.NewBrowser();
        var page = await browser.JoinAsync(show);
        Assert.Equal($"/events/{show.Slug}", (await page.SubmitAsync("main form")).Path);
        Assert.Equal($"/events/{show.Slug}", (await browser.RefreshAsync(show)).Path);
        await app.RunJobAsync<WaitingRoomJob>();
        Assert.Equal(1, app.GetRoom(show).Row.GaveUp);
    }

    [Theory, OnEitherDatabase]
    public async Task Without_a_line_buying_sets_no_further_cookie_and_takes_no_detour(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 100));
        using var browser = app.NewBrowser();
        Assert.True((await browser.ChooseTicketsAsync(show, ("Standing", 1))).IsAtCheckout());
        Assert.Equal(["__Host-browser", "__Host-form"], browser.Jar.Cookies.Keys.Order());
        Assert.Equal($"/events/{show.Slug}", (await browser.RefreshAsync(show)).Path);
    }

    private static async Task<int> CountJoinedAsync(TicketingApp app, Event show)
    {
        await app.RunJobAsync<WaitingRoomJob>();
        return app.GetRoom(show).Row.Joined;
    }
}
