using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Support.Actions;

public static class AccountActions
{
    public const string GoodPassword = "seven lilac tractors hum";

    private static int addressCount;

    public static string NewEmailAddress() => $"somebody{Interlocked.Increment(ref addressCount)}@blueroom.example";

    public static async Task<BrowserPage> EnterPasswordAsync(this Browser browser, string email, string password) =>
        await (await browser.OpenAsync("/admin/login")).SubmitAsync(
            "main form",
            new Dictionary<string, string> { ["Email"] = email, ["Password"] = password }
        );

    public static Task<BrowserPage> EnterCodeAsync(this BrowserPage page, string code) =>
        page.SubmitAsync("main form", new Dictionary<string, string> { ["Code"] = code });

    /// <summary>An active account with a password but no second factor.</summary>
    public static async Task<StaffMember> CreateStaffWithoutSecondFactorAsync(this TicketingApp app, string? role = Roles.Admin)
    {
        var member = await app.CreateStaffAsync(role);
        await app.UseAsync<StaffAdministration>(changes =>
            changes.ResetSecondFactorAsync(member.Id, TestContext.Current.CancellationToken)
        );
        return member;
    }

    /// <summary>A second browser with the same cookies.</summary>
    public static Browser CopyCookies(this TicketingApp app, Browser from)
    {
        var thief = app.NewBrowser();
        thief.Jar.CopyFrom(from.Jar);
        return thief;
    }

    public static async Task AssertSignedOutAsync(this Browser browser) =>
        Assert.StartsWith("/admin/login", (await browser.OpenAsync("/admin")).Path, StringComparison.Ordinal);

    /// <returns>The authenticator key and the recovery codes.</returns>
    public static async Task<(string Key, string[] Codes)> SetUpAuthenticatorAsync(this Browser browser, TicketingApp app)
    {
        var offer = (await browser.OpenAsync("/admin/account/second-factor/app")).ExpectStatus(HttpStatusCode.OK);
        var key = offer.Document.QuerySelector("#key")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        var codes = await offer.EnterCodeAsync(StaffActions.NextCode(key, app.Clock));
        codes.ExpectStatus(HttpStatusCode.OK);
        return (key, [.. codes.Document.QuerySelectorAll("#codes code").Select(code => code.TextContent)]);
    }

    public static async Task<BrowserPage> InviteAsync(this Browser superAdmin, string email, string role = Roles.Admin) =>
        await (await superAdmin.OpenAsync("/admin/users/invite")).SubmitAsync(
            "main form",
            new Dictionary<string, string> { ["Email"] = email, ["Role"] = role }
        );

    public static async Task<BrowserPage> AcceptInvitationAsync(
        this Browser browser,
        string link,
        string name = "Mary Jackson",
        string password = GoodPassword
    ) =>
        await (await browser.OpenAsync(link)).SubmitAsync(
            "main form",
            new Dictionary<string, string> { ["Name"] = name, ["Password"] = password }
        );

    public static Task<AppUser?> FindAccountAsync(this TicketingApp app, string email) =>
        app.UseAsync<UserManager<AppUser>, AppUser?>(users => users.FindByEmailAsync(email));

    /// <summary>Oldest first.</summary>
    public static Task<List<AuditEntry>> GetAuditTrailAsync(this TicketingApp app, Guid subject) =>
        app.UseAsync<TicketingDbContext, List<AuditEntry>>(db =>
            db.Set<AuditEntry>()
                .Where(entry => entry.SubjectId == subject.ToString())
                .OrderBy(entry => entry.Id)
                .ToListAsync(TestContext.Current.CancellationToken)
        );

    public static Task<List<string>> GetActiveSuperAdminsAsync(this TicketingApp app) =>
        app.UseAsync<UserManager<AppUser>, List<string>>(async users =>
            [
                .. (await users.GetUsersInRoleAsync(Roles.SuperAdmin))
                    .Where(user => user.Status == StaffStatus.Active)
                    .Select(user => user.Email!),
            ]
        );
}
