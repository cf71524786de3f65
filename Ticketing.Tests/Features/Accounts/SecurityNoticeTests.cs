using System.Net;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Features.Accounts;

public sealed class SecurityNoticeTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    [Theory, OnEitherDatabase]
    public async Task A_sign_in_from_a_new_device_is_mailed_once(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        using var first = app.NewBrowser();
        await first.SignInAsync(member);
        await first.SignInAsync(member);
        app.Clock.Advance(TimeSpan.FromMinutes(1)); // For more codes.
        Assert.Empty(await app.GetMailsToAsync(member.Email));

        using var second = app.NewBrowser("Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0 https://spam.example");
        await second.SignInAsync(member);
        await second.SignInAsync(member);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await first.SignInAsync(member);
        var mail = Assert.Single(await app.GetMailsToAsync(member.Email));
        Assert.Equal("New sign-in to your account", mail.Subject);
        Assert.Contains("Device: Firefox on Linux", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("spam", mail.TextBody, StringComparison.Ordinal);
        Assert.EndsWith("/admin/account", await app.GetMailedLinkAsync(member.Email), StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Changes_of_password_and_factors_are_mailed_to_their_owner(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        using var browser = app.NewBrowser();
        await browser.SignInAsync(member);
        await (await browser.OpenAsync("/admin/account/password")).SubmitAsync(
            "#password",
            new Dictionary<string, string> { ["Current"] = member.Password, ["Password"] = AccountActions.GoodPassword }
        );
        await browser.SetUpAuthenticatorAsync(app);
        await (await browser.OpenAsync("/admin/account/second-factor")).SubmitAsync("#renew-codes");
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        (await (await superAdmin.OpenAsync($"/admin/users/{member.Id}")).SubmitAsync("#factor")).ExpectStatus(HttpStatusCode.OK);
        await (await browser.OpenAsync("/admin/forgot")).SubmitAsync(
            "main form",
            new Dictionary<string, string> { ["Email"] = member.Email }
        );
        var link = await app.GetMailedLinkAsync(member.Email);
        await (await browser.OpenAsync(link)).SubmitAsync(
            "main form",
            new Dictionary<string, string> { ["Password"] = AccountActions.GoodPassword + "!" }
        );
        Assert.Equal(
            [
                "Your password was changed",
                "An authenticator app was set up",
                "Your recovery codes were replaced",
                "Your second factor was reset",
                "Choose a new password",
                "Your password was changed",
            ],
            (await app.GetMailsToAsync(member.Email)).Select(mail => mail.Subject)
        );
    }
}
