using System.Net;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Features.Accounts;

public sealed class StaffInvitationTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    [Theory, OnEitherDatabase]
    public async Task An_invitation_becomes_an_account_with_the_invited_role(DatabaseProvider database)
    {
        app = venues.On(database);
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        var email = AccountActions.NewEmailAddress();
        (await superAdmin.InviteAsync(email)).ExpectStatus(HttpStatusCode.OK);
        using var browser = app.NewBrowser();
        Assert.Equal(
            "/admin/account/second-factor",
            (await browser.AcceptInvitationAsync(await app.GetMailedLinkAsync(email))).ExpectStatus(HttpStatusCode.OK).Path
        );
        (await browser.OpenAsync("/admin")).ExpectStatus(HttpStatusCode.Forbidden);
        await browser.SetUpAuthenticatorAsync(app);
        (await browser.OpenAsync("/admin")).ExpectStatus(HttpStatusCode.OK);
        (await browser.OpenAsync("/admin/users")).ExpectStatus(HttpStatusCode.Forbidden);
        var account = (await app.FindAccountAsync(email))!;
        Assert.Equal(
            ["user.invited", "user.joined", "user.signed-in", "user.app-set"],
            (await app.GetAuditTrailAsync(account.Id)).Select(entry => entry.Action)
        );
    }

    [Theory, OnEitherDatabase]
    public async Task Concurrent_acceptances_succeed_once(DatabaseProvider database)
    {
        app = venues.On(database);
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        var email = AccountActions.NewEmailAddress();
        await superAdmin.InviteAsync(email);
        var first = await app.GetMailedLinkAsync(email);
        await PressAsync(superAdmin, email, "#resend");
        var second = await app.GetMailedLinkAsync(email);
        Assert.NotEqual(first, second);
        var forms = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => app.NewBrowser().OpenAsync(i % 2 == 0 ? first : second)));
        var answers = await Task.WhenAll(
            forms.Select(
                (form, i) =>
                    form.SubmitAsync(
                        "main form",
                        new Dictionary<string, string> { ["Name"] = $"Number {i}", ["Password"] = AccountActions.GoodPassword }
                    )
            )
        );
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(
            answers.Where(answer => answer.Status != HttpStatusCode.OK),
            answer => Assert.Equal(HttpStatusCode.NotFound, answer.Status)
        );
        Assert.Single(await app.GetAuditTrailAsync((await app.FindAccountAsync(email))!.Id), entry => entry.Action == "user.joined");
    }

    [Theory, OnEitherDatabase]
    public async Task An_invitation_ends_after_a_week_or_when_withdrawn(DatabaseProvider database)
    {
        app = venues.On(database);
        using var browser = app.NewBrowser();
        var (late, unwanted) = (AccountActions.NewEmailAddress(), AccountActions.NewEmailAddress());
        using (var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin))
        {
            await superAdmin.InviteAsync(late);
            await superAdmin.InviteAsync(unwanted);
            var link = await app.GetMailedLinkAsync(unwanted);
            (await browser.OpenAsync(link)).ExpectStatus(HttpStatusCode.OK);
            await PressAsync(superAdmin, unwanted, "#withdraw");
            (await browser.OpenAsync(link)).ExpectStatus(HttpStatusCode.NotFound);
            Assert.Null(await app.FindAccountAsync(unwanted));
        }

        var form = await browser.OpenAsync(await app.GetMailedLinkAsync(late));
        app.Clock.Advance(InviteStaff.Lifetime);
        (
            await form.SubmitAsync(
                "main form",
                new Dictionary<string, string> { ["Name"] = "Late", ["Password"] = AccountActions.GoodPassword }
            )
        ).ExpectStatus(HttpStatusCode.NotFound);
        Assert.Equal(StaffStatus.Invited, (await app.FindAccountAsync(late))!.Status);
    }

    [Theory, OnEitherDatabase]
    public async Task An_existing_account_cannot_be_invited_again(DatabaseProvider database)
    {
        app = venues.On(database);
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        var member = await app.CreateStaffAsync();
        Assert.Contains(
            "has an account already",
            (await superAdmin.InviteAsync(member.Email)).ExpectStatus(HttpStatusCode.BadRequest).Text,
            StringComparison.Ordinal
        );
        (await superAdmin.InviteAsync("nonsense")).ExpectStatus(HttpStatusCode.BadRequest);
        (await superAdmin.InviteAsync(AccountActions.NewEmailAddress(), Roles.Admin)).ExpectStatus(HttpStatusCode.OK);
    }

    private async Task PressAsync(Browser superAdmin, string email, string form)
    {
        var account = (await app.FindAccountAsync(email))!;
        (await (await superAdmin.OpenAsync($"/admin/users/{account.Id}")).SubmitAsync(form)).ExpectStatus(HttpStatusCode.OK);
    }
}
