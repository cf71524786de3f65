using System.Net;
using Ticketing.Accounts;
using Ticketing.Data;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Accounts;

public sealed class ManagingStaff(Venues venues) : IClassFixture<Venues>
{
    private TicketingApp app = null!;

    [Theory, OnBothDatabases]
    public async Task Only_superadmins_open_the_list(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.EmployAsync();
        using var admin = app.NewBrowser();
        await admin.SignInAsync(member);
        Assert.Null((await admin.OpenAsync("/admin")).Document.QuerySelector("nav a[href='/admin/users']"));
        (await admin.OpenAsync("/admin/users")).Expect(HttpStatusCode.Forbidden);
        using var superAdmin = await app.SignedInAsync(Roles.SuperAdmin);
        Assert.Contains(member.Email, (await superAdmin.OpenAsync("/admin/users")).Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        (await superAdmin.OpenAsync($"/admin/users/{Guid.NewGuid()}")).Expect(HttpStatusCode.NotFound);
    }

    [Theory]
    [OnBothDatabases("#disable")]
    [OnBothDatabases("#role")]
    [OnBothDatabases("#factor")]
    public async Task A_change_counts_for_the_session_that_is_open(DatabaseProvider database, string form)
    {
        app = venues.On(database);
        var member = await app.EmployAsync(Roles.SuperAdmin);
        using var session = app.NewBrowser();
        await session.SignInAsync(member);
        (await session.OpenAsync("/admin/users")).Expect(HttpStatusCode.OK);
        using var superAdmin = await app.SignedInAsync(Roles.SuperAdmin);
        await PressAsync(superAdmin, member.Id, form, Roles.Admin);
        Assert.StartsWith("/admin/login", (await session.OpenAsync("/admin/users")).Path, StringComparison.Ordinal);
        Assert.Contains(await app.TrailAsync(member.Id), entry =>
            entry.Action is "user.disabled" or "user.role-changed" or "user.second-factor-reset" && entry.ActorName.StartsWith("Grace", StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task Whose_second_factor_was_reset_sets_up_a_new_one_first(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.EmployAsync();
        using var superAdmin = await app.SignedInAsync(Roles.SuperAdmin);
        await PressAsync(superAdmin, member.Id, "#factor");
        using var browser = app.NewBrowser();
        Assert.Equal("/admin/account/second-factor", (await browser.EnterPasswordAsync(member.Email, member.Password)).Path);
        (await browser.OpenAsync("/admin")).Expect(HttpStatusCode.Forbidden);
    }

    [Theory, OnBothDatabases]
    public async Task Who_is_enabled_again_signs_in_as_before(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.EmployAsync();
        using var superAdmin = await app.SignedInAsync(Roles.SuperAdmin);
        await PressAsync(superAdmin, member.Id, "#disable");
        using var browser = app.NewBrowser();
        (await browser.EnterPasswordAsync(member.Email, member.Password)).Expect(HttpStatusCode.Forbidden);
        await PressAsync(superAdmin, member.Id, "#enable");
        (await browser.SignInAsync(member)).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [OnBothDatabases("#disable")]
    [OnBothDatabases("#role")]
    public async Task The_last_superadmin_stays(DatabaseProvider database, string form)
    {
        await using var alone = new TicketingApp(database);
        app = alone;
        var last = await app.EmployAsync(Roles.SuperAdmin);
        using var browser = app.NewBrowser();
        await browser.SignInAsync(last);
        var refused = await SubmitAsync(browser, last.Id, form, Roles.Admin);
        Assert.Contains("the last superadmin", refused.Expect(HttpStatusCode.Conflict).Text, StringComparison.Ordinal);
        Assert.Equal([last.Email], await app.ActiveSuperAdminsAsync());
        (await browser.OpenAsync("/admin/users")).Expect(HttpStatusCode.OK);
    }

    [Theory, OnBothDatabases]
    public async Task Of_superadmins_who_remove_each_other_at_once_one_stays(DatabaseProvider database)
    {
        await using var alone = new TicketingApp(database);
        app = alone;
        for (var round = 0; round < 5; round++)
        {
            var members = new List<StaffMember>();
            for (var i = 0; i < 4; i++)
            {
                members.Add(await app.EmployAsync(Roles.SuperAdmin));
            }

            var ct = TestContext.Current.CancellationToken;
            await Task.WhenAll(members.Concat(members).Select((member, i) => Task.Run(
                () => app.UseAsync<StaffChanges, StaffChange>(changes => i % 2 == 0 ? changes.DisableAsync(member.Id, ct) : changes.ChangeRoleAsync(member.Id, Roles.Admin, ct)), ct)));
            var left = Assert.Single(await app.ActiveSuperAdminsAsync());
            var keeper = await app.EmployAsync(Roles.SuperAdmin);
            await app.UseAsync<StaffChanges>(async changes => await changes.DisableAsync((await app.AccountAsync(left))!.Id, ct));
            Assert.Equal([keeper.Email], await app.ActiveSuperAdminsAsync());
        }
    }

    [Theory, OnBothDatabases]
    public async Task What_everybody_changes_about_themselves_is_saved_and_written_down(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.EmployAsync();
        using var other = app.NewBrowser();
        await other.SignInAsync(member);
        using var browser = app.NewBrowser();
        await browser.SignInAsync(member);
        (await (await browser.OpenAsync("/admin/account")).SubmitAsync("#name", new Dictionary<string, string> { ["Name"] = "Rear Admiral" })).Expect(HttpStatusCode.OK);
        Assert.Contains("Rear Admiral", (await browser.OpenAsync("/admin")).Text, StringComparison.Ordinal);

        var form = await browser.OpenAsync("/admin/account");
        (await form.SubmitAsync("#password", New("wrong", StaffSteps.GoodPassword))).Expect(HttpStatusCode.BadRequest);
        (await form.SubmitAsync("#password", New(member.Password, "password1234"))).Expect(HttpStatusCode.BadRequest);
        (await form.SubmitAsync("#password", New(member.Password, StaffSteps.GoodPassword))).Expect(HttpStatusCode.OK);
        (await browser.OpenAsync("/admin")).Expect(HttpStatusCode.OK);
        Assert.StartsWith("/admin/login", (await other.OpenAsync("/admin")).Path, StringComparison.Ordinal);

        Assert.Equal("/admin/login", (await (await browser.OpenAsync("/admin/account")).SubmitAsync("#everywhere")).Path);
        Assert.StartsWith("/admin/login", (await browser.OpenAsync("/admin")).Path, StringComparison.Ordinal);
        Assert.Equal(["user.renamed", "user.password-changed", "user.signed-out-everywhere"], (await app.TrailAsync(member.Id)).Select(e => e.Action).Where(a => a != "user.signed-in"));
        Assert.DoesNotContain(await app.TrailAsync(member.Id), entry => (entry.Before + entry.After).Contains(StaffSteps.GoodPassword, StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task The_only_second_factor_is_replaced_not_removed(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.EmployAsync();
        using var browser = app.NewBrowser();
        await browser.SignInAsync(member);
        var page = await browser.OpenAsync("/admin/account/second-factor");
        Assert.Null(page.Document.QuerySelector("#remove-app"));
        var token = page.RequestFor("#renew-codes");
        token.RequestUri = new Uri("/admin/account/second-factor?handler=RemoveApp", UriKind.Relative);
        using var refused = await browser.SendAsync(token);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);

        var (key, _) = await browser.SetUpAppAsync(app);
        using var again = app.NewBrowser();
        var step = await again.EnterPasswordAsync(member.Email, member.Password);
        step = (await step.EnterCodeAsync(Staff.CodeOf(member.Key))).Expect(HttpStatusCode.Forbidden);
        (await step.EnterCodeAsync(Staff.CodeOf(key))).Expect(HttpStatusCode.OK);
    }

    private static Dictionary<string, string> New(string current, string password) => new() { ["Current"] = current, ["Password"] = password };

    private static async Task PressAsync(Browser superAdmin, Guid id, string form, string? role = null) =>
        (await SubmitAsync(superAdmin, id, form, role)).Expect(HttpStatusCode.OK);

    private static async Task<Page> SubmitAsync(Browser superAdmin, Guid id, string form, string? role)
    {
        var page = await superAdmin.OpenAsync($"/admin/users/{id}");
        return await page.SubmitAsync(form, form == "#role" ? new Dictionary<string, string> { ["Role"] = role! } : null);
    }
}
