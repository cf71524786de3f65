using System.Net;
using Ticketing.Data;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Accounts;

public sealed class AskingForAnAccount(Venues venues) : IClassFixture<Venues>
{
    private TicketingApp app = null!;

    [Theory, OnBothDatabases]
    public async Task It_can_do_nothing_until_a_superadmin_lets_it_in(DatabaseProvider database)
    {
        app = venues.On(database);
        using var superAdmin = await app.SignedInAsync(Roles.SuperAdmin);
        var email = StaffSteps.NewAddress();
        using var browser = app.NewBrowser();
        await RegisterAsync(browser, email);
        var id = (await app.AccountAsync(email))!.Id;
        Assert.Null((await superAdmin.OpenAsync($"/admin/users/{id}")).Expect(HttpStatusCode.OK).Document.QuerySelector("#approve"));

        Assert.Contains("let you in", (await browser.JoinAsync(await app.MailedLinkAsync(email))).Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.StartsWith("/admin/login", (await browser.OpenAsync("/admin/account/second-factor")).Path, StringComparison.Ordinal);
        Assert.Contains("waits for a superadmin", (await browser.EnterPasswordAsync(email, StaffSteps.GoodPassword)).Expect(HttpStatusCode.Forbidden).Text, StringComparison.Ordinal);

        Assert.Contains("waits for you", (await superAdmin.OpenAsync("/admin/users")).Text, StringComparison.OrdinalIgnoreCase);
        (await (await superAdmin.OpenAsync($"/admin/users/{id}")).SubmitAsync("#approve", new Dictionary<string, string> { ["Role"] = Roles.Admin })).Expect(HttpStatusCode.OK);
        Assert.Equal("/admin/login", await app.MailedLinkAsync(email));
        Assert.Equal("/admin/account/second-factor", (await browser.EnterPasswordAsync(email, StaffSteps.GoodPassword)).Path);
        await browser.SetUpAppAsync(app);
        (await browser.OpenAsync("/admin")).Expect(HttpStatusCode.OK);
    }

    [Theory, OnBothDatabases]
    public async Task The_answer_is_the_same_for_an_address_that_has_an_account_and_changes_nothing_of_it(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.EmployAsync();
        var email = StaffSteps.NewAddress();
        using var browser = app.NewBrowser();
        var known = (await RegisterAsync(browser, member.Email)).Text.Replace(member.Email, "", StringComparison.Ordinal);
        var unknown = (await RegisterAsync(browser, email)).Text.Replace(email, "", StringComparison.Ordinal);
        Assert.Equal(unknown, known);
        Assert.Equal("/admin/login", await app.MailedLinkAsync(member.Email));
        Assert.Equal(member.Name, (await app.AccountAsync(member.Email))!.Name);
        (await browser.SignInAsync(member)).Expect(HttpStatusCode.OK);
    }

    [Theory, OnBothDatabases]
    public async Task Asking_in_the_name_of_somebody_gives_the_account_to_them_alone(DatabaseProvider database)
    {
        app = venues.On(database);
        var email = StaffSteps.NewAddress();
        using var stranger = app.NewBrowser();
        await RegisterAsync(stranger, email, "Stranger");
        using var owner = app.NewBrowser();
        await owner.JoinAsync(await app.MailedLinkAsync(email), "Owner");
        app.Clock.Advance(TimeSpan.FromMinutes(6));
        await RegisterAsync(stranger, email, "Stranger");
        var account = (await app.AccountAsync(email))!;
        Assert.Equal("Owner", account.Name);
        Assert.Equal("/admin/login", await app.MailedLinkAsync(email));
    }

    private static async Task<Page> RegisterAsync(Browser browser, string email, string name = "Mary Jackson") =>
        (await (await browser.OpenAsync("/admin/register")).SubmitAsync("main form", new Dictionary<string, string> { ["Name"] = name, ["Email"] = email }))
        .Expect(HttpStatusCode.OK);
}
