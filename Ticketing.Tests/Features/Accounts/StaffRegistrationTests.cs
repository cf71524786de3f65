using System.Net;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Features.Accounts;

public sealed class StaffRegistrationTests(StaffRegistrationTests.OpenVenues venues) : IClassFixture<StaffRegistrationTests.OpenVenues>
{
    private TicketingApp app = null!;

    [Theory, OnEitherDatabase]
    public async Task A_registered_account_can_do_nothing_until_a_superadmin_approves_it(DatabaseProvider database)
    {
        app = venues.On(database);
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        var email = AccountActions.NewEmailAddress();
        using var browser = app.NewBrowser();
        await RegisterAsync(browser, email);
        var id = (await app.FindAccountAsync(email))!.Id;
        Assert.Null((await superAdmin.OpenAsync($"/admin/users/{id}")).ExpectStatus(HttpStatusCode.OK).Document.QuerySelector("#approve"));

        Assert.Contains(
            "approve your account",
            (await browser.AcceptInvitationAsync(await app.GetMailedLinkAsync(email))).ExpectStatus(HttpStatusCode.OK).Text,
            StringComparison.Ordinal
        );
        Assert.StartsWith("/admin/login", (await browser.OpenAsync("/admin/account/second-factor")).Path, StringComparison.Ordinal);
        Assert.Contains(
            "awaiting approval",
            (await browser.EnterPasswordAsync(email, AccountActions.GoodPassword)).ExpectStatus(HttpStatusCode.Forbidden).Text,
            StringComparison.Ordinal
        );

        Assert.Contains("waits for you", (await superAdmin.OpenAsync("/admin/users")).Text, StringComparison.OrdinalIgnoreCase);
        (
            await (await superAdmin.OpenAsync($"/admin/users/{id}")).SubmitAsync(
                "#approve",
                new Dictionary<string, string> { ["Role"] = Roles.Admin }
            )
        ).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal("/admin/login", await app.GetMailedLinkAsync(email));
        Assert.Equal("/admin/account/second-factor", (await browser.EnterPasswordAsync(email, AccountActions.GoodPassword)).Path);
        await browser.SetUpAuthenticatorAsync(app);
        (await browser.OpenAsync("/admin")).ExpectStatus(HttpStatusCode.OK);
    }

    [Theory, OnEitherDatabase]
    public async Task Registering_a_known_address_gets_the_same_response_and_changes_nothing(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        var email = AccountActions.NewEmailAddress();
        using var browser = app.NewBrowser();
        var known = (await RegisterAsync(browser, member.Email)).Text.Replace(member.Email, "", StringComparison.Ordinal);
        var unknown = (await RegisterAsync(browser, email)).Text.Replace(email, "", StringComparison.Ordinal);
        Assert.Equal(unknown, known);
        Assert.Equal("/admin/login", await app.GetMailedLinkAsync(member.Email));
        Assert.Equal(member.Name, (await app.FindAccountAsync(member.Email))!.Name);
        (await browser.SignInAsync(member)).ExpectStatus(HttpStatusCode.OK);
    }

    [Theory, OnEitherDatabase]
    public async Task Registering_somebody_elses_address_gives_the_account_to_its_owner(DatabaseProvider database)
    {
        app = venues.On(database);
        var email = AccountActions.NewEmailAddress();
        using var stranger = app.NewBrowser();
        await RegisterAsync(stranger, email, "Stranger");
        using var owner = app.NewBrowser();
        await owner.AcceptInvitationAsync(await app.GetMailedLinkAsync(email), "Owner");
        app.Clock.Advance(TimeSpan.FromMinutes(6));
        await RegisterAsync(stranger, email, "Stranger");
        var account = (await app.FindAccountAsync(email))!;
        Assert.Equal("Owner", account.Name);
        Assert.Equal("/admin/login", await app.GetMailedLinkAsync(email));
    }

    [Fact]
    public async Task Nobody_can_register_by_default()
    {
        await using var closed = new TicketingApp();
        using var browser = closed.NewBrowser();
        var login = await browser.OpenAsync("/admin/login");
        Assert.Null(login.Document.QuerySelector("a[href='/admin/register']"));
        (await browser.OpenAsync("/admin/register")).ExpectStatus(HttpStatusCode.NotFound);
        var email = AccountActions.NewEmailAddress();
        using var post = login.BuildSubmitRequest("main form", new Dictionary<string, string> { ["Email"] = email });
        post.RequestUri = new Uri("/admin/register?Name=Mary", UriKind.Relative);
        using var refused = await browser.SendAsync(post);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Null(await closed.FindAccountAsync(email));
        Assert.Empty(await closed.GetMailsToAsync(email));
    }

    private static async Task<BrowserPage> RegisterAsync(Browser browser, string email, string name = "Mary Jackson") =>
        (
            await (await browser.OpenAsync("/admin/register")).SubmitAsync(
                "main form",
                new Dictionary<string, string> { ["Name"] = name, ["Email"] = email }
            )
        ).ExpectStatus(HttpStatusCode.OK);

    public sealed class OpenVenues : VenueFixture
    {
        protected override TicketingApp Create(DatabaseProvider database) => base.Create(database).Set("Accounts:SelfRegistration", "true");
    }
}
