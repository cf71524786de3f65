using System.Net;
using System.Net.Http.Json;
using Ticketing.Features.Events;
using Ticketing.Features.WaitingRoom;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.WaitingRoom;

public sealed class WaitingLineAbuseTests(WaitingRoomVenueFixture venues) : IClassFixture<WaitingRoomVenueFixture>
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_browser_has_one_place_however_often_it_joins(DatabaseProvider database)
    {
        var (app, show) = await OpenAsync(database);
        using var browser = app.NewBrowser();
        for (var i = 0; i < 4; i++)
        {
            await browser.JoinAsync(show);
        }

        await app.RunJobAsync<WaitingRoomJob>();
        Assert.Equal(1, app.GetRoom(show).Row.Joined);
    }

    [Theory, OnEitherDatabase]
    public async Task A_place_or_a_turn_in_another_browser_is_worth_nothing(DatabaseProvider database)
    {
        var (app, show) = await OpenAsync(database);
        using var owner = app.NewBrowser();
        using var thief = app.NewBrowser();
        await owner.JoinAsync(show);
        await thief.JoinAsync(show);
        var place = GetCookie(owner, "__Host-place-");
        await app.PassAsync(Second);
        Assert.False((await SendAsync(thief, show, place)).IsAtCheckout());

        Assert.True((await owner.RefreshAsync(show)).IsAtCheckout());
        var turn = GetCookie(owner, "__Host-turn-");
        var refused = await SendAsync(thief, show, turn, post: true);
        Assert.Equal($"/events/{show.Slug}/queue", refused.Path);
    }

    [Theory, OnEitherDatabase]
    public async Task Forged_cookies_count_as_none(DatabaseProvider database)
    {
        var (app, show) = await OpenAsync(database);
        using var first = app.NewBrowser();
        await first.JoinAsync(show);
        using var forger = app.NewBrowser();
        await forger.JoinAsync(show);
        var (name, value) = GetCookie(forger, "__Host-place-");
        foreach (var forged in new[] { "", "AAAA", "not base64!", value[..^4], $"{value[..40]}A{value[41..]}" })
        {
            var page = await SendAsync(forger, show, (name, forged), post: true);
            Assert.Equal($"/events/{show.Slug}/queue", page.Path);
            page = await SendAsync(forger, show, (name.Replace("place", "turn", StringComparison.Ordinal), forged), post: true);
            Assert.Equal($"/events/{show.Slug}/queue", page.Path);
            // A place is no turn.
            page = await SendAsync(forger, show, (name.Replace("place", "turn", StringComparison.Ordinal), value), post: true);
            Assert.Equal($"/events/{show.Slug}/queue", page.Path);
        }
    }

    [Theory, OnEitherDatabase]
    public async Task A_place_of_one_event_is_worth_nothing_at_another(DatabaseProvider database)
    {
        var (app, show) = await OpenAsync(database);
        var other = await app.PublishWithLineAsync();
        using var ahead = app.NewBrowser();
        await ahead.JoinAsync(other);
        using var browser = app.NewBrowser();
        await browser.JoinAsync(show);
        await app.PassAsync(Second);
        var (name, value) = GetCookie(browser, "__Host-place-");
        var elsewhere = name.Replace(show.Id.ToString("N"), other.Id.ToString("N"), StringComparison.Ordinal);
        Assert.Equal($"/events/{other.Slug}", (await SendAsync(browser, other, (elsewhere, value))).Path);
        Assert.True((await browser.RefreshAsync(show)).IsAtCheckout());
    }

    [Theory, OnEitherDatabase]
    public async Task A_place_that_was_kept_after_its_turn_cannot_be_used_again_later(DatabaseProvider database)
    {
        var (app, show) = await OpenAsync(database);
        using var browser = app.NewBrowser();
        await browser.JoinAsync(show);
        var place = GetCookie(browser, "__Host-place-");
        await app.PassAsync(Second);
        Assert.True((await browser.RefreshAsync(show)).IsAtCheckout());
        await app.PassAsync(TimeSpan.FromMinutes(11));
        Assert.Contains("You missed your turn", (await SendAsync(browser, show, place)).Text, StringComparison.Ordinal);
        Assert.False((await SendAsync(browser, show, place, post: true)).IsAtCheckout());
    }

    [Theory, OnEitherDatabase]
    public async Task Places_of_an_earlier_opening_are_void(DatabaseProvider database)
    {
        var (app, show) = await OpenAsync(database);
        using var browser = app.NewBrowser();
        await browser.JoinAsync(show);
        await app.UseAsync<OpenWaitingRoom>(rooms => rooms.SwitchOffAsync(show.Id, Ct));
        await app.SwitchOnAsync(show);
        using var ahead = app.NewBrowser();
        await ahead.JoinAsync(show);
        await app.PassAsync(Second);
        Assert.Equal($"/events/{show.Slug}", (await browser.RefreshAsync(show)).Path);
        Assert.Contains("You’re next.", (await browser.JoinAsync(show)).Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task The_programming_interface_is_no_way_past_the_line(DatabaseProvider database)
    {
        var (app, show) = await OpenAsync(database);
        using var client = app.CreateClient();
        var hold = new { eventId = show.Id, quantities = new Dictionary<Guid, int> { [show.GetTicketTypeId("Standing")] = 1 } };
        using var refused = await client.PostAsJsonAsync("/api/v1/holds", hold, Ct);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("Buyers queue", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_link_on_another_site_holds_nothing(DatabaseProvider database)
    {
        var (app, show) = await OpenAsync(database);
        using var browser = app.NewBrowser();
        await browser.JoinAsync(show);
        await app.PassAsync(Second);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/events/{show.Slug}/queue");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        var page = await browser.FollowAsync(request);
        Assert.Contains("It’s your turn", page.Text, StringComparison.Ordinal);
        Assert.True((await page.SubmitAsync("main form")).IsAtCheckout());
    }

    private async Task<(TicketingApp App, Event Show)> OpenAsync(DatabaseProvider database)
    {
        var app = venues.On(database);
        return (app, await app.PublishWithLineAsync());
    }

    private static (string Name, string Value) GetCookie(Browser browser, string prefix)
    {
        var (name, value) = browser.Jar.Cookies.Single(cookie => cookie.Key.StartsWith(prefix, StringComparison.Ordinal));
        return (name, value);
    }

    /// <summary>With one cookie replaced.</summary>
    private static async Task<BrowserPage> SendAsync(Browser browser, Event show, (string Name, string Value) cookie, bool post = false)
    {
        browser.Jar.Set(cookie.Name, cookie.Value);
        return post ? await browser.ChooseTicketsAsync(show, ("Standing", 1)) : await browser.RefreshAsync(show);
    }
}
