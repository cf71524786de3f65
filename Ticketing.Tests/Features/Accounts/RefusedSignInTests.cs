using System.Net;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Accounts;

/// <summary>A refusal is in the audit log of its account, or in the program's log if there is none.</summary>
public sealed class RefusedSignInTests(RefusedSignInTests.LoggingVenues venues) : IClassFixture<RefusedSignInTests.LoggingVenues>
{
    private LoggingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_guess_for_an_unknown_name_is_logged_with_the_address_and_without_the_name(DatabaseProvider database)
    {
        app = venues.On(database);
        using var browser = app.NewBrowser();
        var form = (await browser.OpenAsync("/admin/login")).BuildSubmitRequest(
            "main form",
            new Dictionary<string, string> { ["Email"] = "typed-by-mistake", ["Password"] = "secret of somebody" }
        );
        form.Headers.Add("X-Forwarded-For", "203.0.113.7");
        (await browser.FollowAsync(form)).ExpectStatus(HttpStatusCode.Forbidden);
        Assert.Equal(1, app.Log.Count("Refused a sign-in from 203.0.113.7: no account has that name"));
        Assert.Equal(0, app.Log.Count("typed-by-mistake") + app.Log.Count("secret of somebody"));
    }

    [Theory, OnEitherDatabase]
    public async Task A_made_up_passkey_is_logged(DatabaseProvider database)
    {
        app = venues.On(database);
        using var browser = app.NewBrowser();
        (
            await (await browser.OpenAsync("/admin/login")).SubmitAsync(
                "form.passkey",
                new Dictionary<string, string> { ["Credential"] = "{}" }
            )
        ).ExpectStatus(HttpStatusCode.Forbidden);
        Assert.Equal(1, app.Log.Count("wrong or unknown passkey"));
    }

    [Theory, OnEitherDatabase]
    public async Task A_wrong_passkey_of_somebody_signed_in_is_audited(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        using var browser = app.NewBrowser();
        await browser.SignInAsync(member);
        var form = (await browser.OpenAsync("/admin/account/confirm")).BuildSubmitRequest("main form");
        form.RequestUri = new Uri("/admin/account/confirm?handler=Passkey", UriKind.Relative);
        (await browser.FollowAsync(form)).ExpectStatus(HttpStatusCode.Forbidden);
        var entry = Assert.Single(await GetRefusalsAsync(member));
        Assert.Equal(("user.sign-in-refused", """{"wrong":"passkey"}"""), (entry.Action, entry.After));
    }

    [Theory, OnEitherDatabase]
    public async Task The_right_password_of_a_disabled_account_is_audited(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        await app.UseAsync<StaffAdministration>(changes => changes.DisableAsync(member.Id, Ct));
        using var browser = app.NewBrowser();
        (await browser.EnterPasswordAsync(member.Email, member.Password)).ExpectStatus(HttpStatusCode.Forbidden);
        var entry = Assert.Single(await GetRefusalsAsync(member));
        Assert.Equal(("user.tried-while-inactive", """{"with":"password"}"""), (entry.Action, entry.After));
    }

    [Theory, OnEitherDatabase]
    public async Task A_page_that_somebody_may_not_open_is_logged_with_their_id(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        using var browser = app.NewBrowser();
        await browser.SignInAsync(member);
        (await browser.OpenAsync("/admin/users")).ExpectStatus(HttpStatusCode.Forbidden);
        Assert.Equal(1, app.Log.Count($"Refused GET admin/users to user {member.Id}"));
    }

    [Fact]
    public async Task A_reached_limit_of_failures_is_logged_once_a_minute()
    {
        await using var limited = (LoggingApp)new LoggingApp().Set("RateLimiting:Enabled", "true");
        using var browser = limited.NewBrowser();
        for (var i = 0; i < SignInLimits.MaxPerName + 2; i++)
        {
            await browser.EnterPasswordAsync("nobody@blueroom.example", "wrong");
        }

        Assert.Equal(SignInLimits.MaxPerName, limited.Log.Count("no account has that name"));
        Assert.Equal(1, limited.Log.Count("too many failures for the account name or the address"));
    }

    private async Task<IEnumerable<AuditEntry>> GetRefusalsAsync(StaffMember member) =>
        (await app.GetAuditTrailAsync(member.Id)).Where(entry => entry.Action is not ("user.signed-in" or "user.disabled"));

    public sealed class LoggingVenues : VenueFixture
    {
        public new LoggingApp On(DatabaseProvider database) => (LoggingApp)base.On(database);

        protected override TicketingApp Create(DatabaseProvider database) =>
            new LoggingApp(database).Set("Proxy:KnownNetworks:0", "10.0.0.0/8");
    }
}
