using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Accounts.Sessions;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Features.Accounts;

/// <summary>Tokens end with the session that they belong to, at the next call.</summary>
public sealed class TokenSessionTests(EchoVenues venues) : IClassFixture<EchoVenues>
{
    private const string Path = EchoVenue.Path + "/scoped";
    private const string KeyRequest = """{"name":"Website","scopes":["events:read"]}""";
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_person_sees_the_token_among_their_sessions_and_ends_it(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        var tokens = await app.GetTokensAsync(member);
        using var browser = app.NewBrowser();
        await browser.SignInAsync(member);
        var list = await browser.OpenAsync("/admin/account/sessions");
        Assert.Contains(TokenSignIn.Device, list.Text, StringComparison.Ordinal);
        await list.SubmitAsync(".sessions li:not(:has(.chip)) form");
        await AssertRefusedAsync(tokens);
        (await browser.OpenAsync("/admin")).ExpectStatus(HttpStatusCode.OK);
    }

    [Theory]
    [OnEitherDatabase("signed out by a superadmin")]
    [OnEitherDatabase("demoted")]
    [OnEitherDatabase("disabled")]
    [OnEitherDatabase("second factor reset")]
    [OnEitherDatabase("signed out everywhere else")]
    [OnEitherDatabase("password changed")]
    public async Task A_change_of_the_account_ends_its_tokens_at_once(DatabaseProvider database, string change)
    {
        app = venues.On(database);
        await app.CreateStaffAsync(Roles.SuperAdmin);
        var member = await app.CreateStaffAsync(Roles.SuperAdmin);
        var tokens = await app.GetTokensAsync(member);
        (await app.GetWithTokenAsync(Path, tokens.Access)).ExpectStatus(HttpStatusCode.OK);
        await ChangeAsync(member, change);
        await AssertRefusedAsync(tokens);
    }

    [Theory, OnEitherDatabase]
    public async Task A_session_of_tokens_ends_after_an_hour_without_a_call(DatabaseProvider database)
    {
        app = venues.On(database);
        var tokens = await app.GetTokensAsync(await app.CreateStaffAsync());
        for (var i = 0; i < 3; i++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(58));
            tokens = StaffTokens.From(await app.RefreshAsync(tokens.Refresh));
        }

        app.Clock.Advance(TimeSpan.FromMinutes(61));
        await AssertRefusedAsync(tokens);
    }

    [Theory, OnEitherDatabase]
    public async Task A_refresh_token_gets_the_next_pair(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        var first = await app.GetTokensAsync(member);
        app.Clock.Advance(TimeSpan.FromMinutes(20));
        (await app.GetWithTokenAsync(Path, first.Access)).ExpectProblem(HttpStatusCode.Unauthorized, "unauthorized");
        var second = StaffTokens.From(await app.RefreshAsync(first.Refresh));
        (await app.GetWithTokenAsync(Path, second.Access)).ExpectStatus(HttpStatusCode.OK);
        Assert.NotEqual(first.Refresh, second.Refresh);
        Assert.Empty(await app.GetMailsToAsync(member.Email));
        var stored = await app.UseAsync<TicketingDbContext, List<string>>(db => db.Set<RefreshToken>().Select(t => t.Hash).ToListAsync(Ct));
        Assert.DoesNotContain(first.Refresh, stored);
    }

    [Theory, OnEitherDatabase]
    public async Task A_refresh_token_that_is_used_twice_signs_the_program_out_and_its_owner_hears_of_it(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        var first = await app.GetTokensAsync(member);
        var second = StaffTokens.From(await app.RefreshAsync(first.Refresh));
        for (var i = 0; i < 2; i++)
        {
            (await app.RefreshAsync(first.Refresh)).ExpectProblem(HttpStatusCode.Unauthorized, "invalid-refresh-token");
        }

        await AssertRefusedAsync(second);
        Assert.Equal(["user.signed-in", "user.token-copied"], (await app.GetAuditTrailAsync(member.Id)).Select(entry => entry.Action));
        Assert.Contains("A refresh token", Assert.Single(await app.GetMailsToAsync(member.Email)).TextBody, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Of_two_uses_at_the_same_time_at_most_one_succeeds_and_the_session_ends(DatabaseProvider database)
    {
        app = venues.On(database);
        for (var round = 0; round < 5; round++)
        {
            var member = await app.CreateStaffAsync();
            var tokens = await app.GetTokensAsync(member);
            var answers = await Task.WhenAll(app.RefreshAsync(tokens.Refresh), app.RefreshAsync(tokens.Refresh));
            Assert.Equal(1, answers.Count(answer => answer.Status == HttpStatusCode.OK));
            await AssertRefusedAsync(StaffTokens.From(answers.Single(answer => answer.Status == HttpStatusCode.OK)));
            Assert.Single(await app.GetMailsToAsync(member.Email));
        }
    }

    [Theory, OnEitherDatabase]
    public async Task A_program_signs_itself_out(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        var (tokens, other) = (await app.GetTokensAsync(member), await app.GetTokensAsync(member));
        (await app.RevokeTokenAsync(tokens.Refresh)).ExpectStatus(HttpStatusCode.NoContent);
        (await app.RevokeTokenAsync("unknown")).ExpectStatus(HttpStatusCode.NoContent);
        await AssertRefusedAsync(tokens);
        (await app.GetWithTokenAsync(Path, other.Access)).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains(await app.GetAuditTrailAsync(member.Id), entry => entry.Action == "user.session-ended");
    }

    [Theory, OnEitherDatabase]
    public async Task A_superadmin_makes_an_API_key_within_five_minutes_of_the_second_factor(DatabaseProvider database)
    {
        app = venues.On(database);
        var tokens = await app.GetTokensAsync(await app.CreateStaffAsync(Roles.SuperAdmin));
        var made = await app.PostWithTokenAsync("/api/v1/api-keys", tokens.Access, KeyRequest);
        var key = made.ExpectStatus(HttpStatusCode.OK).Json.GetProperty("key").GetString()!;
        (await app.GetWithTokenAsync(Path, key)).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        (await app.PostWithTokenAsync("/api/v1/api-keys", key, KeyRequest)).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");

        app.Clock.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));
        var late = await app.PostWithTokenAsync("/api/v1/api-keys", tokens.Access, KeyRequest);
        late.ExpectProblem(HttpStatusCode.Unauthorized, "second-factor-required");
        Assert.Contains("max_age=300", late.Headers["WWW-Authenticate"], StringComparison.Ordinal);
        var refreshed = StaffTokens.From(await app.RefreshAsync(tokens.Refresh));
        (await app.PostWithTokenAsync("/api/v1/api-keys", refreshed.Access, KeyRequest)).ExpectProblem(
            HttpStatusCode.Unauthorized,
            "second-factor-required"
        );
    }

    [Theory, OnEitherDatabase]
    public async Task An_admin_makes_no_API_key_and_a_faulty_request_says_what_is_wrong(DatabaseProvider database)
    {
        app = venues.On(database);
        var admin = await app.GetTokensAsync(await app.CreateStaffAsync());
        (await app.PostWithTokenAsync("/api/v1/api-keys", admin.Access, KeyRequest)).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        var superAdmin = await app.GetTokensAsync(await app.CreateStaffAsync(Roles.SuperAdmin));
        var faulty = await app.PostWithTokenAsync("/api/v1/api-keys", superAdmin.Access, """{"name":"Website","scopes":["all"]}""");
        faulty.ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
        Assert.Equal(["scopes: There is no scope “all”."], faulty.Errors);
    }

    [Theory, OnEitherDatabase]
    public async Task The_audit_log_tells_a_program_from_the_person_who_signed_it_in(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync(name: new string('x', 100));
        var tokens = await app.GetTokensAsync(member);
        (await app.PostWithTokenAsync(EchoVenue.Path + "/audited", tokens.Access)).ExpectStatus(HttpStatusCode.OK);
        var entry = await app.UseAsync<TicketingDbContext, AuditEntry>(db =>
            db.Set<AuditEntry>().SingleAsync(e => e.ActorId == member.Id && e.Action == "event.edited", Ct)
        );
        var session = await app.UseAsync<TicketingDbContext, StaffSession>(db =>
            db.Set<StaffSession>().SingleAsync(s => s.UserId == member.Id, Ct)
        );
        Assert.Equal($"{new string('x', 87)} (API {session.ShortId})", entry.ActorName);
    }

    [Theory, OnEitherDatabase]
    public async Task Guesses_of_refresh_tokens_are_limited(DatabaseProvider database)
    {
        await using var limited = new TicketingApp(database).Set("RateLimiting:Enabled", "true");
        limited.Clock.Advance(SignInLimits.Period - TimeSpan.FromTicks(limited.Clock.GetUtcNow().Ticks % SignInLimits.Period.Ticks));
        for (var guess = 0; guess < SignInLimits.MaxPerAddress; guess++)
        {
            limited.Clock.Advance(TimeSpan.FromSeconds(2));
            (await limited.RefreshAsync($"guess{guess}")).ExpectProblem(HttpStatusCode.Unauthorized, "invalid-refresh-token");
        }

        limited.Clock.Advance(TimeSpan.FromMinutes(1));
        (await limited.RefreshAsync("guess")).ExpectProblem(HttpStatusCode.TooManyRequests, "too-many-attempts");
    }

    private async Task AssertRefusedAsync(StaffTokens tokens)
    {
        (await app.GetWithTokenAsync(Path, tokens.Access)).ExpectProblem(HttpStatusCode.Unauthorized, "unauthorized");
        (await app.RefreshAsync(tokens.Refresh)).ExpectProblem(HttpStatusCode.Unauthorized, "invalid-refresh-token");
    }

    private Task ChangeAsync(StaffMember member, string change) =>
        change switch
        {
            "signed out by a superadmin" => app.UseAsync<StaffAdministration>(staff => staff.SignOutAsync(member.Id, Ct)),
            "demoted" => app.UseAsync<StaffAdministration>(staff => staff.ChangeRoleAsync(member.Id, Roles.Admin, Ct)),
            "disabled" => app.UseAsync<StaffAdministration>(staff => staff.DisableAsync(member.Id, Ct)),
            "second factor reset" => app.UseAsync<StaffAdministration>(staff => staff.ResetSecondFactorAsync(member.Id, Ct)),
            "signed out everywhere else" => SubmitAsync(member, "/admin/account/sessions", "#elsewhere", new()),
            "password changed" => SubmitAsync(
                member,
                "/admin/account/password",
                "#password",
                new Dictionary<string, string> { ["Current"] = member.Password, ["Password"] = AccountActions.GoodPassword }
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(change), change, null),
        };

    private async Task SubmitAsync(StaffMember member, string path, string form, Dictionary<string, string> fields)
    {
        using var browser = app.NewBrowser();
        await browser.SignInAsync(member);
        (await (await browser.OpenAsync(path)).SubmitAsync(form, fields)).ExpectStatus(HttpStatusCode.OK);
    }
}
