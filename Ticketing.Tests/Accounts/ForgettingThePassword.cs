using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Accounts;
using Ticketing.Data;
using Ticketing.Notifications;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Accounts;

public sealed class ForgettingThePassword(Venues venues) : IClassFixture<Venues>
{
    private TicketingApp app = null!;

    [Theory, OnBothDatabases]
    public async Task A_new_password_ends_all_sessions_and_does_not_get_past_the_second_factor(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.EmployAsync();
        using var session = app.NewBrowser();
        await session.SignInAsync(member);
        using var browser = app.NewBrowser();
        var login = await SetAsync(browser, await LinkAsync(browser, member.Email));
        Assert.Equal("/admin/login", login.Expect(HttpStatusCode.OK).Path);
        Assert.StartsWith("/admin/login", (await browser.OpenAsync("/admin")).Path, StringComparison.Ordinal);
        Assert.StartsWith("/admin/login", (await session.OpenAsync("/admin")).Path, StringComparison.Ordinal);
        (await browser.EnterPasswordAsync(member.Email, member.Password)).Expect(HttpStatusCode.Forbidden);

        var step = await browser.EnterPasswordAsync(member.Email, StaffSteps.GoodPassword);
        Assert.Equal("/admin/login/second-factor", step.Path);
        Assert.StartsWith("/admin/login", (await browser.OpenAsync("/admin/account/second-factor/app")).Path, StringComparison.Ordinal);
        (await step.EnterCodeAsync(Staff.CodeOf(member.Key))).Expect(HttpStatusCode.OK);
    }

    [Theory, OnBothDatabases]
    public async Task The_answer_is_the_same_for_an_address_that_nobody_has_but_no_mail_goes_there(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.EmployAsync();
        var stranger = StaffSteps.NewAddress();
        using var browser = app.NewBrowser();
        var known = (await AskAsync(browser, member.Email)).Expect(HttpStatusCode.OK).Text.Replace(member.Email, "", StringComparison.Ordinal);
        var unknown = (await AskAsync(browser, stranger)).Expect(HttpStatusCode.OK).Text.Replace(stranger, "", StringComparison.Ordinal);
        Assert.Equal(known, unknown);
        Assert.Empty(await app.MailsToAsync(stranger));
        Assert.Single(await app.MailsToAsync(member.Email));
    }

    [Theory, OnBothDatabases]
    public async Task A_link_is_good_once_and_for_an_hour(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.EmployAsync();
        using var browser = app.NewBrowser();
        var link = await LinkAsync(browser, member.Email);
        var forms = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => app.NewBrowser().OpenAsync(link)));
        var answers = await Task.WhenAll(forms.Select((form, i) => form.SubmitAsync("main form", new Dictionary<string, string> { ["Password"] = $"{StaffSteps.GoodPassword} {i}" })));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        (await browser.OpenAsync(link)).Expect(HttpStatusCode.NotFound);

        app.Clock.Advance(TimeSpan.FromMinutes(6));
        link = await LinkAsync(browser, member.Email);
        app.Clock.Advance(PasswordReset.LinkLifetime);
        (await browser.OpenAsync(link)).Expect(HttpStatusCode.NotFound);
        (await browser.OpenAsync("/admin/reset?token=" + new string('x', 32))).Expect(HttpStatusCode.NotFound);
    }

    [Theory, OnBothDatabases]
    public async Task It_lets_nobody_in_who_is_shut_out(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.EmployAsync();
        using var browser = app.NewBrowser();
        var link = await LinkAsync(browser, member.Email);
        await app.UseAsync<StaffChanges>(changes => changes.DisableAsync(member.Id, TestContext.Current.CancellationToken));
        (await SetAsync(browser, link)).Expect(HttpStatusCode.NotFound);
        app.Clock.Advance(TimeSpan.FromMinutes(6));
        await AskAsync(browser, member.Email);
        Assert.Single(await app.MailsToAsync(member.Email));
    }

    [Theory, OnBothDatabases]
    public async Task The_kept_copy_of_the_mail_does_not_hold_the_link(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.EmployAsync();
        using var browser = app.NewBrowser();
        var token = (await LinkAsync(browser, member.Email)).Split('=')[1];
        var kept = await app.UseAsync<TicketingDbContext, string?>(db => db.Set<Notification>()
            .Where(mail => mail.Recipient == member.Email).Select(mail => mail.Content).SingleAsync(TestContext.Current.CancellationToken));
        Assert.Contains("/admin/reset", kept, StringComparison.Ordinal);
        Assert.DoesNotContain(token, kept, StringComparison.Ordinal);
        Assert.DoesNotContain(await app.TrailAsync(member.Id), entry => (entry.Before + entry.After).Contains(token, StringComparison.Ordinal));
    }

    private static async Task<Page> AskAsync(Browser browser, string email) =>
        await (await browser.OpenAsync("/admin/forgot")).SubmitAsync("main form", new Dictionary<string, string> { ["Email"] = email });

    private async Task<string> LinkAsync(Browser browser, string email)
    {
        (await AskAsync(browser, email)).Expect(HttpStatusCode.OK);
        return await app.MailedLinkAsync(email);
    }

    private static async Task<Page> SetAsync(Browser browser, string link) =>
        await (await browser.OpenAsync(link)).SubmitAsync("main form", new Dictionary<string, string> { ["Password"] = StaffSteps.GoodPassword });
}
