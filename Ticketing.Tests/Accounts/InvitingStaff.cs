using System.Net;
using Ticketing.Accounts;
using Ticketing.Data;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Accounts;

public sealed class InvitingStaff(Venues venues) : IClassFixture<Venues>
{
    private TicketingApp app = null!;

    [Theory, OnBothDatabases]
    public async Task An_invitation_becomes_an_account_with_the_role_that_was_meant(DatabaseProvider database)
    {
        app = venues.On(database);
        using var superAdmin = await app.SignedInAsync(Roles.SuperAdmin);
        var email = StaffSteps.NewAddress();
        (await superAdmin.InviteAsync(email)).Expect(HttpStatusCode.OK);
        using var browser = app.NewBrowser();
        Assert.Equal("/admin/account/second-factor", (await browser.JoinAsync(await app.MailedLinkAsync(email))).Expect(HttpStatusCode.OK).Path);
        (await browser.OpenAsync("/admin")).Expect(HttpStatusCode.Forbidden);
        await browser.SetUpAppAsync(app);
        (await browser.OpenAsync("/admin")).Expect(HttpStatusCode.OK);
        (await browser.OpenAsync("/admin/users")).Expect(HttpStatusCode.Forbidden);
        var account = (await app.AccountAsync(email))!;
        Assert.Equal(["user.invited", "user.joined", "user.signed-in", "user.app-set"], (await app.TrailAsync(account.Id)).Select(entry => entry.Action));
    }

    [Theory, OnBothDatabases]
    public async Task Of_many_who_accept_at_once_one_does(DatabaseProvider database)
    {
        app = venues.On(database);
        using var superAdmin = await app.SignedInAsync(Roles.SuperAdmin);
        var email = StaffSteps.NewAddress();
        await superAdmin.InviteAsync(email);
        var first = await app.MailedLinkAsync(email);
        await PressAsync(superAdmin, email, "#resend");
        var second = await app.MailedLinkAsync(email);
        Assert.NotEqual(first, second);
        var forms = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => app.NewBrowser().OpenAsync(i % 2 == 0 ? first : second)));
        var answers = await Task.WhenAll(forms.Select((form, i) => form.SubmitAsync(
            "main form", new Dictionary<string, string> { ["Name"] = $"Number {i}", ["Password"] = StaffSteps.GoodPassword })));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer => Assert.Equal(HttpStatusCode.NotFound, answer.Status));
        Assert.Single(await app.TrailAsync((await app.AccountAsync(email))!.Id), entry => entry.Action == "user.joined");
    }

    [Theory, OnBothDatabases]
    public async Task It_ends_after_a_week_or_when_it_is_taken_back(DatabaseProvider database)
    {
        app = venues.On(database);
        using var browser = app.NewBrowser();
        var (late, unwanted) = (StaffSteps.NewAddress(), StaffSteps.NewAddress());
        using (var superAdmin = await app.SignedInAsync(Roles.SuperAdmin))
        {
            await superAdmin.InviteAsync(late);
            await superAdmin.InviteAsync(unwanted);
            var link = await app.MailedLinkAsync(unwanted);
            (await browser.OpenAsync(link)).Expect(HttpStatusCode.OK);
            await PressAsync(superAdmin, unwanted, "#withdraw");
            (await browser.OpenAsync(link)).Expect(HttpStatusCode.NotFound);
            Assert.Null(await app.AccountAsync(unwanted));
        }

        var form = await browser.OpenAsync(await app.MailedLinkAsync(late));
        app.Clock.Advance(InviteStaff.Lifetime);
        (await form.SubmitAsync("main form", new Dictionary<string, string> { ["Name"] = "Late", ["Password"] = StaffSteps.GoodPassword })).Expect(HttpStatusCode.NotFound);
        Assert.Equal(Standing.Invited, (await app.AccountAsync(late))!.Standing);
    }

    [Theory, OnBothDatabases]
    public async Task Who_is_there_already_is_not_invited_again(DatabaseProvider database)
    {
        app = venues.On(database);
        using var superAdmin = await app.SignedInAsync(Roles.SuperAdmin);
        var member = await app.EmployAsync();
        Assert.Contains("has an account already", (await superAdmin.InviteAsync(member.Email)).Expect(HttpStatusCode.BadRequest).Text, StringComparison.Ordinal);
        (await superAdmin.InviteAsync("nonsense")).Expect(HttpStatusCode.BadRequest);
        (await superAdmin.InviteAsync(StaffSteps.NewAddress(), Roles.Admin)).Expect(HttpStatusCode.OK);
    }

    private async Task PressAsync(Browser superAdmin, string email, string form)
    {
        var account = (await app.AccountAsync(email))!;
        (await (await superAdmin.OpenAsync($"/admin/users/{account.Id}")).SubmitAsync(form)).Expect(HttpStatusCode.OK);
    }
}
