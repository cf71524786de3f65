using System.Net;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Accounts;

public sealed class FreshFactorTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private static readonly TimeSpan FactorLifetime = TimeSpan.FromMinutes(5);
    private TicketingApp app = null!;

    [Theory]
    [OnEitherDatabase("/admin/account/password")]
    [OnEitherDatabase("/admin/account/second-factor")]
    [OnEitherDatabase("/admin/account/second-factor/app")]
    [OnEitherDatabase("/admin/users/invite")]
    [OnEitherDatabase("/admin/users/{self}")]
    [OnEitherDatabase("/admin/api-keys/new")]
    [OnEitherDatabase("/admin/webhooks/new")]
    [OnEitherDatabase("/admin/insights/export?event=&from=2031-01-01")]
    [OnEitherDatabase("/admin/insights/export/orders.csv?from=2031-01-01")]
    [OnEitherDatabase("/admin/insights/export/attendees.csv")]
    [OnEitherDatabase("/admin/orders.csv?status=Paid")]
    public async Task A_page_asks_for_the_second_factor_again_after_five_minutes(DatabaseProvider database, string page)
    {
        var (browser, member) = await SignInAsync(database);
        var path = page.Replace("{self}", member.Id.ToString(), StringComparison.Ordinal);
        (await browser.OpenAsync(path)).ExpectStatus(HttpStatusCode.OK);
        app.Clock.Advance(FactorLifetime + TimeSpan.FromSeconds(1));
        var asked = (await browser.OpenAsync(path)).ExpectStatus(HttpStatusCode.OK);
        Assert.StartsWith("/admin/account/confirm?next=", asked.Path, StringComparison.Ordinal);
        var wrong = (await asked.EnterCodeAsync("000000")).ExpectStatus(HttpStatusCode.Forbidden);
        (await browser.OpenAsync("/admin")).ExpectStatus(HttpStatusCode.OK);
        Assert.StartsWith("/admin/account/confirm", (await browser.OpenAsync(path)).Path, StringComparison.Ordinal);
        Assert.Equal(path, (await wrong.EnterCodeAsync(StaffActions.NextCode(member.Key))).ExpectStatus(HttpStatusCode.OK).Path);
        Assert.Contains(await app.GetAuditTrailAsync(member.Id), entry => entry.Action == "user.confirmed-factor");
        browser.Dispose();
    }

    [Theory, OnEitherDatabase]
    public async Task With_a_copied_cookie_alone_nothing_that_matters_changes(DatabaseProvider database)
    {
        var (browser, member) = await SignInAsync(database);
        var victim = await app.CreateStaffAsync();
        HttpRequestMessage[] forms =
        [
            (await browser.OpenAsync("/admin/account/password")).BuildSubmitRequest(
                "#password",
                new Dictionary<string, string> { ["Current"] = member.Password, ["Password"] = AccountActions.GoodPassword }
            ),
            (await browser.OpenAsync("/admin/account/second-factor")).BuildSubmitRequest("#renew-codes"),
            (await browser.OpenAsync("/admin/account/second-factor/app")).BuildSubmitRequest(
                "main form",
                new Dictionary<string, string> { ["Code"] = "000000" }
            ),
            (await browser.OpenAsync("/admin/users/invite")).BuildSubmitRequest(
                "main form",
                new Dictionary<string, string> { ["Email"] = "friend@thief.example", ["Role"] = Roles.SuperAdmin }
            ),
            (await browser.OpenAsync($"/admin/users/{victim.Id}")).BuildSubmitRequest("#disable"),
            (await browser.OpenAsync($"/admin/users/{victim.Id}")).BuildSubmitRequest("#factor"),
            (await browser.OpenAsync($"/admin/users/{victim.Id}")).BuildSubmitRequest("#role"),
        ];
        app.Clock.Advance(FactorLifetime + TimeSpan.FromSeconds(1));
        using var thief = app.CopyCookies(browser);
        foreach (var form in forms)
        {
            using var answer = await thief.SendAsync(form);
            Assert.StartsWith("/admin/account/confirm?", answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
        }

        Assert.Equal(["user.signed-in"], (await app.GetAuditTrailAsync(member.Id)).Select(entry => entry.Action));
        Assert.Empty(await app.GetAuditTrailAsync(victim.Id));
        Assert.Null(await app.FindAccountAsync("friend@thief.example"));
        (await browser.OpenAsync("/admin")).ExpectStatus(HttpStatusCode.OK);
        browser.Dispose();
    }

    [Theory, OnEitherDatabase]
    public async Task A_form_sent_too_late_changes_nothing_and_says_so(DatabaseProvider database)
    {
        var (browser, member) = await SignInAsync(database);
        var form = await browser.OpenAsync("/admin/users/invite");
        app.Clock.Advance(FactorLifetime + TimeSpan.FromSeconds(1));
        var asked = await form.SubmitAsync(
            "main form",
            new Dictionary<string, string> { ["Email"] = AccountActions.NewEmailAddress(), ["Role"] = Roles.Admin }
        );
        Assert.Contains("Nothing has been changed yet", asked.Text, StringComparison.Ordinal);
        Assert.Equal("/admin/users/invite", (await asked.EnterCodeAsync(StaffActions.NextCode(member.Key))).Path);
        browser.Dispose();
    }

    [Theory]
    [OnEitherDatabase("https://elsewhere.example/")]
    [OnEitherDatabase("//elsewhere.example/")]
    [OnEitherDatabase("")]
    public async Task Confirming_leads_to_a_page_of_this_site_only(DatabaseProvider database, string next)
    {
        var (browser, member) = await SignInAsync(database);
        var asked = await browser.OpenAsync($"/admin/account/confirm?next={Uri.EscapeDataString(next)}");
        Assert.Equal(
            "/admin/account",
            (await asked.EnterCodeAsync(StaffActions.NextCode(member.Key))).ExpectStatus(HttpStatusCode.OK).Path
        );
        browser.Dispose();
    }

    [Theory, OnEitherDatabase]
    public async Task Confirming_ends_copies_of_the_cookie_and_keeps_the_end_of_the_session(DatabaseProvider database)
    {
        var (browser, member) = await SignInAsync(database);
        app.Clock.Advance(TimeSpan.FromMinutes(30));
        using var thief = app.CopyCookies(browser);
        var asked = await browser.OpenAsync("/admin/account/confirm?next=/admin/account/password");
        (await asked.EnterCodeAsync(StaffActions.NextCode(member.Key))).ExpectStatus(HttpStatusCode.OK);
        await thief.AssertSignedOutAsync();
        for (var i = 0; i < 22; i++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(31));
            (await browser.OpenAsync("/admin")).ExpectStatus(HttpStatusCode.OK);
        }

        app.Clock.Advance(TimeSpan.FromMinutes(10));
        await browser.AssertSignedOutAsync();
        browser.Dispose();
    }

    /// <summary>Another tab may still be loading.</summary>
    [Theory, OnEitherDatabase]
    public async Task A_request_with_the_replaced_cookie_does_not_delete_the_new_one(DatabaseProvider database)
    {
        var (browser, member) = await SignInAsync(database);
        using var tab = app.CopyCookies(browser);
        await (await browser.OpenAsync("/admin/account/confirm")).EnterCodeAsync(StaffActions.NextCode(member.Key));
        (await tab.OpenAsync("/admin")).ExpectStatus(HttpStatusCode.OK);
        Assert.DoesNotContain(tab.Jar.SetCookies, cookie => cookie.StartsWith("__Host-staff=", StringComparison.Ordinal));
        browser.Dispose();
    }

    [Theory, OnEitherDatabase]
    public async Task Five_wrong_codes_lock_the_confirmation(DatabaseProvider database)
    {
        var (browser, member) = await SignInAsync(database);
        var asked = await browser.OpenAsync("/admin/account/confirm?next=/admin/account/password");
        for (var i = 0; i < 5; i++)
        {
            (await asked.EnterCodeAsync("000000")).ExpectStatus(HttpStatusCode.Forbidden);
        }

        app.Clock.Advance(TimeSpan.FromSeconds(60));
        var locked = (await asked.EnterCodeAsync(StaffActions.NextCode(member.Key))).ExpectStatus(HttpStatusCode.Forbidden);
        Assert.Contains("Too many attempts", locked.Text, StringComparison.Ordinal);
        browser.Dispose();
    }

    [Theory, OnEitherDatabase]
    public async Task A_recovery_code_confirms_too_and_is_used_up(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffWithoutSecondFactorAsync();
        using var browser = app.NewBrowser();
        await browser.EnterPasswordAsync(member.Email, member.Password);
        var (_, codes) = await browser.SetUpAuthenticatorAsync(app);
        app.Clock.Advance(FactorLifetime + TimeSpan.FromSeconds(1));
        var asked = await browser.OpenAsync("/admin/account/password");
        Assert.Equal("/admin/account/password", (await asked.EnterCodeAsync(codes[0])).Path);
        app.Clock.Advance(FactorLifetime + TimeSpan.FromSeconds(1));
        (await asked.EnterCodeAsync(codes[0])).ExpectStatus(HttpStatusCode.Forbidden);
    }

    private async Task<(Browser Browser, StaffMember Member)> SignInAsync(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync(Roles.SuperAdmin);
        var browser = app.NewBrowser();
        await browser.SignInAsync(member);
        return (browser, member);
    }
}
