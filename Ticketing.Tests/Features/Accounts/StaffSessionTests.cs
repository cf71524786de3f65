using System.Net;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ticketing.Features.Accounts.Sessions;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Accounts;

public sealed class StaffSessionTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string Windows =
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0";
    private const string Phone =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/604.1";

    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_copied_cookie_opens_nothing_after_signing_out(DatabaseProvider database)
    {
        app = venues.On(database);
        using var browser = await app.SignInAsStaffAsync();
        using var thief = app.CopyCookies(browser);
        (await thief.OpenAsync("/admin")).ExpectStatus(HttpStatusCode.OK);
        await (await browser.OpenAsync("/admin")).SubmitAsync("form[action='/admin/sign-out']");
        await thief.AssertSignedOutAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task Signing_out_ends_the_session_in_every_process(DatabaseProvider database)
    {
        await using var first = new TicketingApp(database);
        await using var second = new TicketingApp(database).ShareDatabaseWith(first);
        using var browser = await first.SignInAsStaffAsync();
        using var elsewhere = second.CopyCookies(browser);
        (await elsewhere.OpenAsync("/admin")).ExpectStatus(HttpStatusCode.OK);
        await (await browser.OpenAsync("/admin")).SubmitAsync("form[action='/admin/sign-out']");
        await elsewhere.AssertSignedOutAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task A_session_ends_after_an_hour_without_a_request(DatabaseProvider database)
    {
        app = venues.On(database);
        using var browser = await app.SignInAsStaffAsync();
        for (var i = 0; i < 3; i++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(58));
            (await browser.OpenAsync("/admin")).ExpectStatus(HttpStatusCode.OK);
        }

        app.Clock.Advance(TimeSpan.FromMinutes(61));
        await browser.AssertSignedOutAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task A_session_ends_after_twelve_hours_however_much_it_is_used(DatabaseProvider database)
    {
        app = venues.On(database);
        using var browser = await app.SignInAsStaffAsync();
        for (var i = 0; i < 23; i++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(31));
            (await browser.OpenAsync("/admin")).ExpectStatus(HttpStatusCode.OK);
        }

        app.Clock.Advance(TimeSpan.FromMinutes(10));
        await browser.AssertSignedOutAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task The_venue_sets_both_limits(DatabaseProvider database)
    {
        await using var strict = new TicketingApp(database)
            .Set("Accounts:SessionLifetime", "00:30:00")
            .Set("Accounts:SessionIdleTimeout", "00:10:00");
        using var idle = await strict.SignInAsStaffAsync();
        using var busy = await strict.SignInAsStaffAsync();
        for (var i = 0; i < 3; i++)
        {
            strict.Clock.Advance(TimeSpan.FromMinutes(8));
            (await busy.OpenAsync("/admin")).ExpectStatus(HttpStatusCode.OK);
        }

        await idle.AssertSignedOutAsync();
        strict.Clock.Advance(TimeSpan.FromMinutes(8));
        await busy.AssertSignedOutAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task A_session_at_the_door_lasts_until_its_event_ends(DatabaseProvider database)
    {
        app = venues.On(database);
        var doors = app.Clock.GetUtcNow().AddHours(1);
        var show = await app.PublishEventAsync(e => (e.DoorsAt, e.StartsAt, e.EndsAt) = (doors, doors.AddHours(1), doors.AddHours(14)));
        using var door = await app.SignInAsStaffAsync();
        using var office = await app.SignInAsStaffAsync();
        (await door.OpenAsync(CheckInActions.CheckInPath(show))).ExpectStatus(HttpStatusCode.OK);
        (await office.OpenAsync("/admin")).ExpectStatus(HttpStatusCode.OK);
        app.Clock.Advance(TimeSpan.FromHours(14.9));
        (await door.OpenAsync(CheckInActions.CheckInPath(show))).ExpectStatus(HttpStatusCode.OK);
        await office.AssertSignedOutAsync();
        app.Clock.Advance(TimeSpan.FromHours(0.2));
        await door.AssertSignedOutAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task A_session_at_the_door_of_an_exhibition_ends_between_its_days(DatabaseProvider database)
    {
        app = venues.On(database);
        var opening = app.Clock.GetUtcNow().AddHours(1);
        var show = await app.PublishEventAsync(e => (e.DoorsAt, e.StartsAt, e.EndsAt) = (opening, opening, opening.AddDays(42)));
        using var door = await app.SignInAsStaffAsync();
        for (var hour = 0; hour < 20; hour += 10)
        {
            (await door.OpenAsync(CheckInActions.CheckInPath(show))).ExpectStatus(HttpStatusCode.OK);
            app.Clock.Advance(TimeSpan.FromHours(10));
        }

        (await door.OpenAsync(CheckInActions.CheckInPath(show))).ExpectStatus(HttpStatusCode.OK);
        app.Clock.Advance(TimeSpan.FromHours(18.1));
        await door.AssertSignedOutAsync();
    }

    /// <summary>Otherwise the cookie would outlive the record that its challenge was used.</summary>
    [Fact]
    public void The_cookie_with_a_passkey_challenge_is_not_renewed()
    {
        var cookie = venues
            .On(DatabaseProvider.Sqlite)
            .Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>()
            .Get(IdentityConstants.TwoFactorUserIdScheme);
        Assert.False(cookie.SlidingExpiration);
        Assert.Equal(TimeSpan.FromMinutes(5), cookie.ExpireTimeSpan);
    }

    [Theory, OnEitherDatabase]
    public async Task The_door_page_of_another_day_keeps_no_session(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var browser = await app.SignInAsStaffAsync();
        (await browser.OpenAsync(CheckInActions.CheckInPath(show))).ExpectStatus(HttpStatusCode.OK);
        app.Clock.Advance(TimeSpan.FromMinutes(61));
        await browser.AssertSignedOutAsync();
    }

    [Theory]
    [OnEitherDatabase("/admin/account")]
    [OnEitherDatabase("/admin/account/sessions")]
    public async Task Sessions_are_listed_with_their_device_and_end_at_once(DatabaseProvider database, string list)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        using var browser = app.NewBrowser(Windows);
        await browser.SignInAsync(member);
        using var phone = app.NewBrowser(Phone);
        await phone.SignInAsync(member);
        using var colleague = await app.SignInAsStaffAsync();
        var page = await browser.OpenAsync(list);
        Assert.Equal(["Edge on Windows", "Safari on iPhone"], Devices(page).Order());
        Assert.Contains("This one", Row(page, "Edge on Windows").TextContent, StringComparison.Ordinal);
        Assert.Contains(
            $"Signed in {app.Clock.GetUtcNow():d MMM yyyy}",
            Row(page, "Safari on iPhone").TextContent,
            StringComparison.Ordinal
        );

        var id = Row(page, "Safari on iPhone").QuerySelector("[name=Session]")!.GetAttribute("value")!;
        await EndAsync(colleague, id);
        (await phone.OpenAsync("/admin")).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal(["Edge on Windows"], Devices(await EndAsync(browser, id)));
        await phone.AssertSignedOutAsync();
        Assert.Single(await app.GetAuditTrailAsync(member.Id), entry => entry.Action == "user.session-ended");
    }

    [Theory, OnEitherDatabase]
    public async Task Ones_own_session_can_be_ended_in_the_list(DatabaseProvider database)
    {
        app = venues.On(database);
        using var browser = await app.SignInAsStaffAsync();
        Assert.Equal("/admin/login", (await (await browser.OpenAsync("/admin/account/sessions")).SubmitAsync(".end-session")).Path);
        await browser.AssertSignedOutAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task Signing_out_everywhere_else_keeps_this_browser_and_ends_copies_of_its_cookie(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        using var other = app.NewBrowser();
        await other.SignInAsync(member);
        using var browser = app.NewBrowser();
        await browser.SignInAsync(member);
        using var thief = app.CopyCookies(browser);
        var page = await (await browser.OpenAsync("/admin/account")).SubmitAsync("#elsewhere");
        Assert.Single(Devices(page.ExpectStatus(HttpStatusCode.OK)));
        (await browser.OpenAsync("/admin")).ExpectStatus(HttpStatusCode.OK);
        await other.AssertSignedOutAsync();
        await thief.AssertSignedOutAsync();
        Assert.Single(await app.GetAuditTrailAsync(member.Id), entry => entry.Action == "user.signed-out-elsewhere");
    }

    [Theory, OnEitherDatabase]
    public async Task A_superadmin_signs_somebody_out_everywhere_who_can_sign_in_again(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        using var phone = app.NewBrowser();
        await phone.SignInAsync(member);
        using var admin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        var page = await (await admin.OpenAsync($"/admin/users/{member.Id}")).SubmitAsync("#sign-out-everywhere");
        Assert.Contains("is signed out everywhere", page.ExpectStatus(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        await phone.AssertSignedOutAsync();
        Assert.Contains(await app.GetAuditTrailAsync(member.Id), entry => entry.Action == "user.signed-out-everywhere");
        (await phone.SignInAsync(member)).ExpectStatus(HttpStatusCode.OK);
    }

    [Theory, OnEitherDatabase]
    public async Task Signing_out_clears_the_browsers_cache(DatabaseProvider database)
    {
        app = venues.On(database);
        using var browser = await app.SignInAsStaffAsync();
        using var answer = await browser.SendAsync(
            (await browser.OpenAsync("/admin")).BuildSubmitRequest("form[action='/admin/sign-out']")
        );
        Assert.Equal("\"cache\"", Assert.Single(answer.Headers.GetValues("Clear-Site-Data")));
    }

    [Theory, OnEitherDatabase]
    public async Task Signing_in_again_ends_the_browsers_earlier_session(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        using var browser = app.NewBrowser();
        await browser.SignInAsync(member);
        using var thief = app.CopyCookies(browser);
        await browser.SignInAsync(member);
        await thief.AssertSignedOutAsync();
        Assert.Single(Devices(await browser.OpenAsync("/admin/account/sessions")));
    }

    [Theory, OnEitherDatabase]
    public async Task Use_is_recorded_once_a_minute(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        using var browser = app.NewBrowser();
        await browser.SignInAsync(member);
        var seen = new HashSet<DateTimeOffset>();
        for (var i = 0; i < 19; i++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(10));
            await browser.OpenAsync("/admin");
            seen.Add(await GetLastSeenAsync(member.Id));
        }

        // At the sign-in, and after one, two and three minutes.
        Assert.Equal(4, seen.Count);
    }

    private Task<DateTimeOffset> GetLastSeenAsync(Guid userId) =>
        app.UseAsync<TicketingDbContext, DateTimeOffset>(db =>
            db.Set<StaffSession>().Where(s => s.UserId == userId).Select(s => s.LastSeenAt).SingleAsync(Ct)
        );

    private static async Task<BrowserPage> EndAsync(Browser browser, string session) =>
        await (await browser.OpenAsync("/admin/account/sessions")).SubmitAsync(
            ".end-session",
            new Dictionary<string, string> { ["Session"] = session }
        );

    private static IEnumerable<string> Devices(BrowserPage page) =>
        page.Document.QuerySelectorAll(".sessions strong").Select(device => device.TextContent);

    private static IElement Row(BrowserPage page, string device) =>
        page.Document.QuerySelectorAll(".sessions li").Single(row => row.TextContent.Contains(device, StringComparison.Ordinal));
}
