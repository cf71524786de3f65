using System.Net;
using Microsoft.AspNetCore.Identity;
using Ticketing.Features.Accounts.SecondFactor;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Features.Accounts;

/// <summary>Programs sign in with the same credentials as on the pages, and are refused in the same cases.</summary>
public sealed class TokenSignInTests(EchoVenues venues) : IClassFixture<EchoVenues>
{
    private const string Path = EchoVenue.Path + "/scoped";
    private TicketingApp app = null!;

    [Theory]
    [OnEitherDatabase(Roles.Admin)]
    [OnEitherDatabase(Roles.SuperAdmin)]
    public async Task Password_and_code_get_a_token_that_opens_what_staff_may_do(DatabaseProvider database, string role)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync(role);
        var answer = await app.AskForTokenAsync(member.Email, member.Password, StaffActions.NextCode(member.Key));
        Assert.Equal(900, answer.ExpectStatus(HttpStatusCode.OK).Json.GetProperty("expiresIn").GetInt32());
        Assert.Contains("no-store", answer.Headers["Cache-Control"], StringComparison.Ordinal);
        Assert.DoesNotContain("Set-Cookie", answer.Headers.Keys);
        var tokens = StaffTokens.From(answer);
        Assert.Equal(role, tokens.Role);
        (await app.GetWithTokenAsync(Path, tokens.Access)).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal(["user.signed-in"], (await app.GetAuditTrailAsync(member.Id)).Select(entry => entry.Action));
    }

    [Theory, OnEitherDatabase]
    public async Task Without_the_second_factor_there_is_no_token(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        (await app.AskForTokenAsync(member.Email, member.Password, code: null)).ExpectProblem(
            HttpStatusCode.Unauthorized,
            "second-factor-required"
        );
        (await app.AskForTokenAsync(member.Email, "wrong", code: null)).ExpectProblem(HttpStatusCode.Unauthorized, "wrong-credentials");
        (await app.AskForTokenAsync("nobody@blueroom.example", "wrong", code: null)).ExpectProblem(
            HttpStatusCode.Unauthorized,
            "wrong-credentials"
        );
        (await app.AskForTokenAsync(member.Email, member.Password, "000000")).ExpectProblem(
            HttpStatusCode.Unauthorized,
            "wrong-credentials"
        );
        Assert.DoesNotContain(await app.GetAuditTrailAsync(member.Id), entry => entry.Action == "user.signed-in");
    }

    [Theory, OnEitherDatabase]
    public async Task Each_code_is_good_once_on_pages_and_here_together(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        var code = StaffActions.NextCode(member.Key);
        (await app.AskForTokenAsync(member.Email, member.Password, code)).ExpectStatus(HttpStatusCode.OK);
        (await app.AskForTokenAsync(member.Email, member.Password, code)).ExpectProblem(HttpStatusCode.Unauthorized, "wrong-credentials");
        using var browser = app.NewBrowser();
        var asked = await browser.EnterPasswordAsync(member.Email, member.Password);
        (await asked.EnterCodeAsync(code)).ExpectStatus(HttpStatusCode.Forbidden);
    }

    [Theory, OnEitherDatabase]
    public async Task A_recovery_code_is_good_once(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        var code = (await CreateRecoveryCodesAsync(member.Id))[0];
        (await app.AskForTokenAsync(member.Email, member.Password, code)).ExpectStatus(HttpStatusCode.OK);
        (await app.AskForTokenAsync(member.Email, member.Password, code)).ExpectProblem(HttpStatusCode.Unauthorized, "wrong-credentials");
    }

    [Theory, OnEitherDatabase]
    public async Task Staff_with_only_a_passkey_hear_what_to_do_instead(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        var code = (await CreateRecoveryCodesAsync(member.Id))[0];
        await app.UseAsync<UserManager<AppUser>>(async users =>
            await users.RemoveAuthenticationTokenAsync(
                (await users.FindByIdAsync(member.Id.ToString()))!,
                StaffUserStore.Provider,
                StaffUserStore.AuthenticatorKeyName
            )
        );
        var answer = await app.AskForTokenAsync(member.Email, member.Password, code: null);
        answer.ExpectProblem(HttpStatusCode.Unauthorized, "second-factor-required");
        Assert.Contains("API key", answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        (await app.AskForTokenAsync(member.Email, member.Password, code)).ExpectStatus(HttpStatusCode.OK);
    }

    [Theory, OnEitherDatabase]
    public async Task The_password_alone_is_never_enough(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffWithoutSecondFactorAsync();
        foreach (var code in new[] { null, "", "000000" })
        {
            (await app.AskForTokenAsync(member.Email, member.Password, code)).ExpectProblem(
                HttpStatusCode.Unauthorized,
                "second-factor-required"
            );
        }
    }

    [Theory, OnEitherDatabase]
    public async Task An_account_that_is_not_active_gets_no_token(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        await app.UseAsync<StaffAdministration>(staff => staff.DisableAsync(member.Id, TestContext.Current.CancellationToken));
        (await app.AskForTokenAsync(member.Email, member.Password, StaffActions.NextCode(member.Key))).ExpectProblem(
            HttpStatusCode.Forbidden,
            "account-not-active"
        );
        (await app.AskForTokenAsync(member.Email, "wrong", code: null)).ExpectProblem(HttpStatusCode.Unauthorized, "wrong-credentials");
    }

    [Theory]
    [OnEitherDatabase("password")]
    [OnEitherDatabase("code")]
    public async Task Five_wrong_attempts_here_lock_the_pages_too(DatabaseProvider database, string wrong)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        for (var attempt = 0; attempt < SignInAttempts.MaxAttempts; attempt++)
        {
            (await app.AskForTokenAsync(member.Email, wrong == "password" ? "wrong" : member.Password, "000000")).ExpectProblem(
                HttpStatusCode.Unauthorized,
                "wrong-credentials"
            );
        }

        (await app.AskForTokenAsync(member.Email, member.Password, StaffActions.NextCode(member.Key))).ExpectProblem(
            HttpStatusCode.Unauthorized,
            "wrong-credentials"
        );
        using var browser = app.NewBrowser();
        (await browser.EnterPasswordAsync(member.Email, member.Password)).ExpectStatus(HttpStatusCode.Forbidden);
        app.Clock.Advance(SignInAttempts.LockoutDuration);
        await app.GetTokensAsync(member);
    }

    [Theory, OnEitherDatabase]
    public async Task Five_wrong_attempts_on_the_pages_lock_this_too(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        using var browser = app.NewBrowser();
        for (var attempt = 0; attempt < SignInAttempts.MaxAttempts; attempt++)
        {
            (await browser.EnterPasswordAsync(member.Email, "wrong")).ExpectStatus(HttpStatusCode.Forbidden);
        }

        (await app.AskForTokenAsync(member.Email, member.Password, StaffActions.NextCode(member.Key))).ExpectProblem(
            HttpStatusCode.Unauthorized,
            "wrong-credentials"
        );
    }

    [Theory, OnEitherDatabase]
    public async Task Failures_for_one_name_are_limited_on_pages_and_here_together(DatabaseProvider database)
    {
        await using var limited = new TicketingApp(database).Set("RateLimiting:Enabled", "true");
        var email = AccountActions.NewEmailAddress();
        using var browser = limited.NewBrowser();
        for (var attempt = 0; attempt < SignInLimits.MaxPerName / 2; attempt++)
        {
            (await browser.EnterPasswordAsync(email, "wrong")).ExpectStatus(HttpStatusCode.Forbidden);
            (await limited.AskForTokenAsync(email, "wrong", code: null)).ExpectStatus(HttpStatusCode.Unauthorized);
        }

        var refused = await limited.AskForTokenAsync(email, "wrong", code: null);
        Assert.Equal("900", refused.ExpectProblem(HttpStatusCode.TooManyRequests, "too-many-attempts").Headers["Retry-After"]);
        (await browser.EnterPasswordAsync(email, "wrong")).ExpectStatus(HttpStatusCode.TooManyRequests);
    }

    /// <summary>Signing in from the same address again is no surprise.</summary>
    [Theory, OnEitherDatabase]
    public async Task The_owner_hears_of_a_program_that_is_new(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        using var browser = app.NewBrowser();
        await browser.SignInAsync(member);
        Assert.Empty(await app.GetMailsToAsync(member.Email));
        await app.GetTokensAsync(member);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.GetTokensAsync(member);
        Assert.Equal("New sign-in to your account", Assert.Single(await app.GetMailsToAsync(member.Email)).Subject);
    }

    private Task<List<string>> CreateRecoveryCodesAsync(Guid id) =>
        app.UseAsync<UserManager<AppUser>, List<string>>(async users =>
            [.. (await users.GenerateNewTwoFactorRecoveryCodesAsync((await users.FindByIdAsync(id.ToString()))!, 2))!]
        );
}
