using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Features.Accounts;

public sealed class PasswordResetTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    [Theory, OnEitherDatabase]
    public async Task A_new_password_ends_all_sessions_and_does_not_get_past_the_second_factor(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        using var session = app.NewBrowser();
        await session.SignInAsync(member);
        using var browser = app.NewBrowser();
        var login = await SetPasswordAsync(browser, await RequestLinkAsync(browser, member.Email));
        Assert.Equal("/admin/login", login.ExpectStatus(HttpStatusCode.OK).Path);
        Assert.StartsWith("/admin/login", (await browser.OpenAsync("/admin")).Path, StringComparison.Ordinal);
        Assert.StartsWith("/admin/login", (await session.OpenAsync("/admin")).Path, StringComparison.Ordinal);
        (await browser.EnterPasswordAsync(member.Email, member.Password)).ExpectStatus(HttpStatusCode.Forbidden);

        var step = await browser.EnterPasswordAsync(member.Email, AccountActions.GoodPassword);
        Assert.Equal("/admin/login/second-factor", step.Path);
        Assert.StartsWith("/admin/login", (await browser.OpenAsync("/admin/account/second-factor/app")).Path, StringComparison.Ordinal);
        (await step.EnterCodeAsync(StaffActions.NextCode(member.Key))).ExpectStatus(HttpStatusCode.OK);
    }

    [Theory, OnEitherDatabase]
    public async Task An_unknown_address_gets_the_same_response_but_no_email(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        var stranger = AccountActions.NewEmailAddress();
        using var browser = app.NewBrowser();
        var known = (await RequestResetAsync(browser, member.Email))
            .ExpectStatus(HttpStatusCode.OK)
            .Text.Replace(member.Email, "", StringComparison.Ordinal);
        var unknown = (await RequestResetAsync(browser, stranger))
            .ExpectStatus(HttpStatusCode.OK)
            .Text.Replace(stranger, "", StringComparison.Ordinal);
        Assert.Equal(known, unknown);
        Assert.Empty(await app.GetMailsToAsync(stranger));
        Assert.Single(await app.GetMailsToAsync(member.Email));
    }

    [Theory, OnEitherDatabase]
    public async Task A_link_works_once_and_for_an_hour(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        using var browser = app.NewBrowser();
        var link = await RequestLinkAsync(browser, member.Email);
        var forms = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => app.NewBrowser().OpenAsync(link)));
        var answers = await Task.WhenAll(
            forms.Select(
                (form, i) =>
                    form.SubmitAsync("main form", new Dictionary<string, string> { ["Password"] = $"{AccountActions.GoodPassword} {i}" })
            )
        );
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        (await browser.OpenAsync(link)).ExpectStatus(HttpStatusCode.NotFound);

        app.Clock.Advance(TimeSpan.FromMinutes(6));
        link = await RequestLinkAsync(browser, member.Email);
        app.Clock.Advance(PasswordReset.LinkLifetime);
        (await browser.OpenAsync(link)).ExpectStatus(HttpStatusCode.NotFound);
        (await browser.OpenAsync("/admin/reset?token=" + new string('x', 32))).ExpectStatus(HttpStatusCode.NotFound);
    }

    [Theory, OnEitherDatabase]
    public async Task A_disabled_account_cannot_reset_its_password(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        using var browser = app.NewBrowser();
        var link = await RequestLinkAsync(browser, member.Email);
        await app.UseAsync<StaffAdministration>(changes => changes.DisableAsync(member.Id, TestContext.Current.CancellationToken));
        (await SetPasswordAsync(browser, link)).ExpectStatus(HttpStatusCode.NotFound);
        app.Clock.Advance(TimeSpan.FromMinutes(6));
        await RequestResetAsync(browser, member.Email);
        Assert.Single(await app.GetMailsToAsync(member.Email));
    }

    [Theory, OnEitherDatabase]
    public async Task The_stored_copy_of_the_email_does_not_contain_the_link(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        using var browser = app.NewBrowser();
        var token = (await RequestLinkAsync(browser, member.Email)).Split('=')[1];
        var kept = await app.UseAsync<TicketingDbContext, string?>(db =>
            db.Set<Notification>()
                .Where(mail => mail.Recipient == member.Email)
                .Select(mail => mail.Content)
                .SingleAsync(TestContext.Current.CancellationToken)
        );
        Assert.Contains("/admin/reset", kept, StringComparison.Ordinal);
        Assert.DoesNotContain(token, kept, StringComparison.Ordinal);
        Assert.DoesNotContain(
            await app.GetAuditTrailAsync(member.Id),
            entry => (entry.Before + entry.After).Contains(token, StringComparison.Ordinal)
        );
    }

    private static async Task<BrowserPage> RequestResetAsync(Browser browser, string email) =>
        await (await browser.OpenAsync("/admin/forgot")).SubmitAsync("main form", new Dictionary<string, string> { ["Email"] = email });

    private async Task<string> RequestLinkAsync(Browser browser, string email)
    {
        (await RequestResetAsync(browser, email)).ExpectStatus(HttpStatusCode.OK);
        return await app.GetMailedLinkAsync(email);
    }

    private static async Task<BrowserPage> SetPasswordAsync(Browser browser, string link) =>
        await (await browser.OpenAsync(link)).SubmitAsync(
            "main form",
            new Dictionary<string, string> { ["Password"] = AccountActions.GoodPassword }
        );
}
