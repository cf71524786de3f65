using System.Net;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Accounts;

public sealed class StaffAdministrationTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    [Theory, OnEitherDatabase]
    public async Task Only_superadmins_open_the_list(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        using var admin = app.NewBrowser();
        await admin.SignInAsync(member);
        Assert.Null((await admin.OpenAsync("/admin")).Document.QuerySelector("nav a[href='/admin/users']"));
        (await admin.OpenAsync("/admin/users")).ExpectStatus(HttpStatusCode.Forbidden);
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        Assert.Contains(
            member.Email,
            (await superAdmin.OpenAsync("/admin/users")).ExpectStatus(HttpStatusCode.OK).Text,
            StringComparison.Ordinal
        );
        (await superAdmin.OpenAsync($"/admin/users/{Guid.NewGuid()}")).ExpectStatus(HttpStatusCode.NotFound);
    }

    [Theory]
    [OnEitherDatabase("#disable")]
    [OnEitherDatabase("#role")]
    [OnEitherDatabase("#factor")]
    public async Task A_change_ends_open_sessions(DatabaseProvider database, string form)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync(Roles.SuperAdmin);
        using var session = app.NewBrowser();
        await session.SignInAsync(member);
        (await session.OpenAsync("/admin/users")).ExpectStatus(HttpStatusCode.OK);
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        await PressAsync(superAdmin, member.Id, form, Roles.Admin);
        Assert.StartsWith("/admin/login", (await session.OpenAsync("/admin/users")).Path, StringComparison.Ordinal);
        Assert.Contains(
            await app.GetAuditTrailAsync(member.Id),
            entry =>
                entry.Action is "user.disabled" or "user.role-changed" or "user.second-factor-reset"
                && entry.ActorName.StartsWith("Grace", StringComparison.Ordinal)
        );
    }

    [Theory, OnEitherDatabase]
    public async Task A_reset_second_factor_must_be_set_up_again_first(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        await PressAsync(superAdmin, member.Id, "#factor");
        using var browser = app.NewBrowser();
        Assert.Equal("/admin/account/second-factor", (await browser.EnterPasswordAsync(member.Email, member.Password)).Path);
        (await browser.OpenAsync("/admin")).ExpectStatus(HttpStatusCode.Forbidden);
    }

    [Theory, OnEitherDatabase]
    public async Task A_reenabled_account_signs_in_as_before(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        await PressAsync(superAdmin, member.Id, "#disable");
        using var browser = app.NewBrowser();
        (await browser.EnterPasswordAsync(member.Email, member.Password)).ExpectStatus(HttpStatusCode.Forbidden);
        await PressAsync(superAdmin, member.Id, "#enable");
        (await browser.SignInAsync(member)).ExpectStatus(HttpStatusCode.OK);
    }

    [Theory]
    [OnEitherDatabase("#disable")]
    [OnEitherDatabase("#role")]
    public async Task The_last_superadmin_stays(DatabaseProvider database, string form)
    {
        await using var alone = new TicketingApp(database);
        app = alone;
        var last = await app.CreateStaffAsync(Roles.SuperAdmin);
        using var browser = app.NewBrowser();
        await browser.SignInAsync(last);
        var refused = await SubmitAsync(browser, last.Id, form, Roles.Admin);
        Assert.Contains("the last superadmin", refused.ExpectStatus(HttpStatusCode.Conflict).Text, StringComparison.Ordinal);
        Assert.Equal([last.Email], await app.GetActiveSuperAdminsAsync());
        (await browser.OpenAsync("/admin/users")).ExpectStatus(HttpStatusCode.OK);
    }

    [Theory, OnEitherDatabase]
    public async Task Superadmins_removing_each_other_concurrently_leave_one(DatabaseProvider database)
    {
        await using var alone = new TicketingApp(database);
        app = alone;
        for (var round = 0; round < 5; round++)
        {
            var members = new List<StaffMember>();
            for (var i = 0; i < 4; i++)
            {
                members.Add(await app.CreateStaffAsync(Roles.SuperAdmin));
            }

            var ct = TestContext.Current.CancellationToken;
            await Task.WhenAll(
                members
                    .Concat(members)
                    .Select(
                        (member, i) =>
                            Task.Run(
                                () =>
                                    app.UseAsync<StaffAdministration, StaffChangeResult>(changes =>
                                        i % 2 == 0
                                            ? changes.DisableAsync(member.Id, ct)
                                            : changes.ChangeRoleAsync(member.Id, Roles.Admin, ct)
                                    ),
                                ct
                            )
                    )
            );
            var left = Assert.Single(await app.GetActiveSuperAdminsAsync());
            var keeper = await app.CreateStaffAsync(Roles.SuperAdmin);
            await app.UseAsync<StaffAdministration>(async changes =>
                await changes.DisableAsync((await app.FindAccountAsync(left))!.Id, ct)
            );
            Assert.Equal([keeper.Email], await app.GetActiveSuperAdminsAsync());
        }
    }

    [Theory, OnEitherDatabase]
    public async Task Changes_to_ones_own_account_are_saved_and_audited(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        using var other = app.NewBrowser();
        await other.SignInAsync(member);
        using var browser = app.NewBrowser();
        await browser.SignInAsync(member);
        (
            await (await browser.OpenAsync("/admin/account")).SubmitAsync(
                "#name",
                new Dictionary<string, string> { ["Name"] = "Rear Admiral" }
            )
        ).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("Rear Admiral", (await browser.OpenAsync("/admin")).Text, StringComparison.Ordinal);

        var form = await browser.OpenAsync("/admin/account/password");
        (await form.SubmitAsync("#password", New("wrong", AccountActions.GoodPassword))).ExpectStatus(HttpStatusCode.BadRequest);
        (await form.SubmitAsync("#password", New(member.Password, "password1234"))).ExpectStatus(HttpStatusCode.BadRequest);
        (await form.SubmitAsync("#password", New(member.Password, AccountActions.GoodPassword))).ExpectStatus(HttpStatusCode.OK);
        (await browser.OpenAsync("/admin")).ExpectStatus(HttpStatusCode.OK);
        Assert.StartsWith("/admin/login", (await other.OpenAsync("/admin")).Path, StringComparison.Ordinal);

        Assert.Equal(
            ["user.renamed", "user.sign-in-refused", "user.password-changed"],
            (await app.GetAuditTrailAsync(member.Id)).Select(e => e.Action).Where(a => a != "user.signed-in")
        );
        Assert.DoesNotContain(
            await app.GetAuditTrailAsync(member.Id),
            entry => (entry.Before + entry.After).Contains(AccountActions.GoodPassword, StringComparison.Ordinal)
        );
    }

    [Theory, OnEitherDatabase]
    public async Task The_only_second_factor_is_replaced_not_removed(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        using var browser = app.NewBrowser();
        await browser.SignInAsync(member);
        var page = await browser.OpenAsync("/admin/account/second-factor");
        Assert.Null(page.Document.QuerySelector("#remove-app"));
        var token = page.BuildSubmitRequest("#renew-codes");
        token.RequestUri = new Uri("/admin/account/second-factor?handler=RemoveApp", UriKind.Relative);
        using var refused = await browser.SendAsync(token);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);

        var (key, _) = await browser.SetUpAuthenticatorAsync(app);
        using var again = app.NewBrowser();
        var step = await again.EnterPasswordAsync(member.Email, member.Password);
        step = (await step.EnterCodeAsync(StaffActions.NextCode(member.Key))).ExpectStatus(HttpStatusCode.Forbidden);
        (await step.EnterCodeAsync(StaffActions.NextCode(key))).ExpectStatus(HttpStatusCode.OK);
    }

    private static Dictionary<string, string> New(string current, string password) =>
        new() { ["Current"] = current, ["Password"] = password };

    private static async Task PressAsync(Browser superAdmin, Guid id, string form, string? role = null) =>
        (await SubmitAsync(superAdmin, id, form, role)).ExpectStatus(HttpStatusCode.OK);

    private static async Task<BrowserPage> SubmitAsync(Browser superAdmin, Guid id, string form, string? role)
    {
        var page = await superAdmin.OpenAsync($"/admin/users/{id}");
        return await page.SubmitAsync(form, form == "#role" ? new Dictionary<string, string> { ["Role"] = role! } : null);
    }
}
