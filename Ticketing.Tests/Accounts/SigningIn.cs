using System.Net;
using Microsoft.AspNetCore.Identity;
using Ticketing.Data;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Accounts;

public sealed class SigningIn(Venues venues) : IClassFixture<Venues>
{
    private TicketingApp app = null!;

    [Theory, OnBothDatabases]
    public async Task Password_and_code_open_the_page_that_was_asked_for(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.EmployAsync();
        using var browser = app.NewBrowser();
        var page = await browser.SignInAsync(member, "/admin");
        Assert.Equal("/admin", page.Expect(HttpStatusCode.OK).Path);
        Assert.Contains(member.Name, page.Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_password_alone_opens_nothing(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.EmployAsync();
        using var browser = app.NewBrowser();
        await (await browser.OpenAsync("/admin/login")).SubmitAsync(
            "main form", new Dictionary<string, string> { ["Email"] = member.Email, ["Password"] = member.Password });
        Assert.StartsWith("/admin/login", (await browser.OpenAsync("/admin")).Path, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Who_loses_the_role_loses_the_area_at_once(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.EmployAsync();
        using var browser = app.NewBrowser();
        await browser.SignInAsync(member);
        await app.UseAsync<UserManager<AppUser>>(async users =>
            await users.RemoveFromRoleAsync((await users.FindByIdAsync(member.Id.ToString()))!, Roles.Admin));
        Assert.StartsWith("/admin/denied", (await browser.OpenAsync("/admin")).Expect(HttpStatusCode.Forbidden).Path, StringComparison.Ordinal);
    }
}
