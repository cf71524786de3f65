using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Accounts;

public sealed class StaffSignInTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    [Theory, OnEitherDatabase]
    public async Task Password_and_code_open_the_requested_page(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        using var browser = app.NewBrowser();
        var page = await browser.SignInAsync(member, "/admin");
        Assert.Equal("/admin", page.ExpectStatus(HttpStatusCode.OK).Path);
        Assert.Contains(member.Name, page.Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task The_password_alone_opens_nothing(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        using var browser = app.NewBrowser();
        await (await browser.OpenAsync("/admin/login")).SubmitAsync(
            "main form",
            new Dictionary<string, string> { ["Email"] = member.Email, ["Password"] = member.Password }
        );
        Assert.StartsWith("/admin/login", (await browser.OpenAsync("/admin")).Path, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Losing_the_role_ends_access_at_once(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        using var browser = app.NewBrowser();
        await browser.SignInAsync(member);
        await app.UseAsync<UserManager<AppUser>>(async users =>
            await users.RemoveFromRoleAsync((await users.FindByIdAsync(member.Id.ToString()))!, Roles.Admin)
        );
        Assert.StartsWith(
            "/admin/denied",
            (await browser.OpenAsync("/admin")).ExpectStatus(HttpStatusCode.Forbidden).Path,
            StringComparison.Ordinal
        );
    }

    [Theory, OnEitherDatabase]
    public async Task Without_a_second_factor_only_its_setup_is_accessible(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffWithoutSecondFactorAsync(Roles.SuperAdmin);
        using var browser = app.NewBrowser();
        Assert.Equal("/admin/account/second-factor", (await browser.EnterPasswordAsync(member.Email, member.Password)).Path);
        foreach (var path in new[] { "/admin", "/admin/account", "/admin/users", "/admin/users/invite", $"/admin/users/{member.Id}" })
        {
            (await browser.OpenAsync(path)).ExpectStatus(HttpStatusCode.Forbidden);
        }

        await browser.SetUpAuthenticatorAsync(app);
        (await browser.OpenAsync("/admin/users")).ExpectStatus(HttpStatusCode.OK);
    }

    [Theory, OnEitherDatabase]
    public async Task A_password_only_session_ends_when_a_second_factor_is_set_up_elsewhere(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffWithoutSecondFactorAsync();
        using var thief = app.NewBrowser();
        await thief.EnterPasswordAsync(member.Email, member.Password);
        using var browser = app.NewBrowser();
        await browser.EnterPasswordAsync(member.Email, member.Password);
        await browser.SetUpAuthenticatorAsync(app);
        Assert.StartsWith("/admin/login", (await thief.OpenAsync("/admin/account/second-factor/app")).Path, StringComparison.Ordinal);
        Assert.Equal("/admin/login/second-factor", (await thief.EnterPasswordAsync(member.Email, member.Password)).Path);
    }

    [Theory, OnEitherDatabase]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        using var browser = app.NewBrowser();
        var wrong = (await browser.EnterPasswordAsync(member.Email, "not the password")).ExpectStatus(HttpStatusCode.Forbidden);
        var unknown = (await browser.EnterPasswordAsync("nobody@blueroom.example", "not the password")).ExpectStatus(
            HttpStatusCode.Forbidden
        );
        Assert.Equal(wrong.Text, unknown.Text);
    }

    [Theory, OnEitherDatabase]
    public async Task Five_wrong_passwords_lock_the_account_for_five_minutes(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        using var browser = app.NewBrowser();
        for (var wrong = 0; wrong < 5; wrong++)
        {
            (await browser.EnterPasswordAsync(member.Email, "not the password")).ExpectStatus(HttpStatusCode.Forbidden);
        }

        (await browser.EnterPasswordAsync(member.Email, member.Password)).ExpectStatus(HttpStatusCode.Forbidden);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        (await browser.SignInAsync(member)).ExpectStatus(HttpStatusCode.OK);
        string[] expected =
        [
            "user.sign-in-refused",
            "user.sign-in-refused",
            "user.sign-in-refused",
            "user.sign-in-refused",
            "user.locked-out",
        ];
        Assert.Equal(
            [.. expected, "user.tried-while-locked", "user.signed-in"],
            (await app.GetAuditTrailAsync(member.Id)).Select(entry => entry.Action)
        );
    }

    [Theory, OnEitherDatabase]
    public async Task Five_wrong_codes_lock_the_account_despite_correct_passwords_between_them(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        using var browser = app.NewBrowser();
        for (var wrong = 0; wrong < 5; wrong++)
        {
            (await (await browser.EnterPasswordAsync(member.Email, member.Password)).EnterCodeAsync("000000")).ExpectStatus(
                HttpStatusCode.Forbidden
            );
        }

        (await browser.EnterPasswordAsync(member.Email, member.Password)).ExpectStatus(HttpStatusCode.Forbidden);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        (await browser.SignInAsync(member)).ExpectStatus(HttpStatusCode.OK);
    }

    [Theory, OnEitherDatabase]
    public async Task Fifty_concurrent_guesses_count_as_five(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        var steps = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(async _ => await app.NewBrowser().EnterPasswordAsync(member.Email, member.Password))
        );
        await Task.WhenAll(
            steps.Where(step => step.Path.EndsWith("second-factor", StringComparison.Ordinal)).Select(step => step.EnterCodeAsync("000000"))
        );
        Assert.Equal(
            5,
            (await app.GetAuditTrailAsync(member.Id)).Count(entry => entry.Action is "user.sign-in-refused" or "user.locked-out")
        );
    }

    [Theory]
    [OnEitherDatabase("https://elsewhere.example/")]
    [OnEitherDatabase("//elsewhere.example/")]
    public async Task Signing_in_leads_to_a_page_of_this_site_only(DatabaseProvider database, string next)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        using var browser = app.NewBrowser();
        Assert.Equal("/admin", (await browser.SignInAsync(member, next)).ExpectStatus(HttpStatusCode.OK).Path);
    }

    [Theory]
    [OnEitherDatabase(-2, HttpStatusCode.Forbidden)]
    [OnEitherDatabase(-1, HttpStatusCode.OK)]
    [OnEitherDatabase(1, HttpStatusCode.OK)]
    [OnEitherDatabase(2, HttpStatusCode.Forbidden)]
    public async Task A_code_may_be_one_step_early_or_late(DatabaseProvider database, int steps, HttpStatusCode expected)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        using var browser = app.NewBrowser();
        var code = StaffActions.ComputeCode(member.Key, (app.Clock.GetUtcNow().ToUnixTimeSeconds() / 30) + steps);
        (await (await browser.EnterPasswordAsync(member.Email, member.Password)).EnterCodeAsync(code)).ExpectStatus(expected);
    }

    [Theory, OnEitherDatabase]
    public async Task A_code_works_once(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        var code = StaffActions.NextCode(member.Key);
        var steps = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(async _ => await app.NewBrowser().EnterPasswordAsync(member.Email, member.Password))
        );
        var answers = await Task.WhenAll(steps.Select(step => step.EnterCodeAsync(code)));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
    }

    [Theory, OnEitherDatabase]
    public async Task A_recovery_code_works_once(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffWithoutSecondFactorAsync();
        using var browser = app.NewBrowser();
        await browser.EnterPasswordAsync(member.Email, member.Password);
        var (_, codes) = await browser.SetUpAuthenticatorAsync(app);
        Assert.Equal(10, codes.Distinct().Count());

        var steps = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(async _ => await app.NewBrowser().EnterPasswordAsync(member.Email, member.Password))
        );
        var answers = await Task.WhenAll(
            steps.Select(step => step.EnterCodeAsync(codes[3].ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)))
        );
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal("9", (await browser.OpenAsync("/admin/account")).Document.QuerySelectorAll("dd")[^1].TextContent);
        Assert.Single(await app.GetAuditTrailAsync(member.Id), entry => entry.After.Contains("recovery code", StringComparison.Ordinal));
    }

    [Theory, OnEitherDatabase]
    public async Task The_first_step_expires_after_five_minutes_and_when_the_account_is_disabled(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        using var slow = app.NewBrowser();
        var step = await slow.EnterPasswordAsync(member.Email, member.Password);
        app.Clock.Advance(TimeSpan.FromMinutes(5.1));
        Assert.StartsWith("/admin/login", (await step.EnterCodeAsync(StaffActions.NextCode(member.Key))).Path, StringComparison.Ordinal);

        step = await slow.EnterPasswordAsync(member.Email, member.Password);
        await app.UseAsync<StaffAdministration>(changes => changes.DisableAsync(member.Id, TestContext.Current.CancellationToken));
        Assert.StartsWith("/admin/login", (await step.EnterCodeAsync(StaffActions.NextCode(member.Key))).Path, StringComparison.Ordinal);
        Assert.Contains(
            "has been disabled",
            (await slow.EnterPasswordAsync(member.Email, member.Password)).ExpectStatus(HttpStatusCode.Forbidden).Text,
            StringComparison.Ordinal
        );
    }

    [Theory, OnEitherDatabase]
    public async Task A_made_up_passkey_response_is_refused(DatabaseProvider database)
    {
        app = venues.On(database);
        using var browser = app.NewBrowser();
        var login = await browser.OpenAsync("/admin/login");
        foreach (
            var made in new[]
            {
                "",
                "{}",
                "null",
                "[",
                """{"id":"AA","rawId":"AA","type":"public-key","response":{},"clientExtensionResults":{}}""",
            }
        )
        {
            (await login.SubmitAsync("form.passkey", new Dictionary<string, string> { ["Credential"] = made })).ExpectStatus(
                HttpStatusCode.Forbidden
            );
        }
    }

    [Theory, OnEitherDatabase]
    public async Task The_database_stores_no_usable_second_factor(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffWithoutSecondFactorAsync();
        using var browser = app.NewBrowser();
        await browser.EnterPasswordAsync(member.Email, member.Password);
        var (key, codes) = await browser.SetUpAuthenticatorAsync(app);
        var kept = string.Join(
            '\n',
            await app.UseAsync<TicketingDbContext, List<string?>>(db =>
                db.UserTokens.Where(token => token.UserId == member.Id)
                    .Select(token => token.Value)
                    .ToListAsync(TestContext.Current.CancellationToken)
            )
        );
        Assert.DoesNotContain(key, kept, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(codes[0], kept, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(9, kept.Count(c => c == ';'));
    }
}
