using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Ticketing.Accounts;
using Ticketing.Audit;
using Ticketing.Data;
using Xunit;

namespace Ticketing.Tests.Support;

public static class StaffSteps
{
    public const string GoodPassword = "seven lilac tractors hum";

    private static int people;

    public static string NewAddress() => $"somebody{Interlocked.Increment(ref people)}@blueroom.example";

    public static async Task<Page> EnterPasswordAsync(this Browser browser, string email, string password) =>
        await (await browser.OpenAsync("/admin/login")).SubmitAsync("main form", new Dictionary<string, string> { ["Email"] = email, ["Password"] = password });

    public static Task<Page> EnterCodeAsync(this Page page, string code) =>
        page.SubmitAsync("main form", new Dictionary<string, string> { ["Code"] = code });

    /// <summary>An active account with a password but no second factor.</summary>
    public static async Task<StaffMember> EmployFreshAsync(this TicketingApp app, string? role = Roles.Admin)
    {
        var member = await app.EmployAsync(role);
        await app.UseAsync<StaffChanges>(changes => changes.ResetSecondFactorAsync(member.Id, TestContext.Current.CancellationToken));
        return member;
    }

    /// <returns>The authenticator key and the recovery codes.</returns>
    public static async Task<(string Key, string[] Codes)> SetUpAppAsync(this Browser browser, TicketingApp app)
    {
        var offer = (await browser.OpenAsync("/admin/account/second-factor/app")).Expect(HttpStatusCode.OK);
        var key = offer.Document.QuerySelector("#key")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        var codes = await offer.EnterCodeAsync(Staff.CodeOf(key, app.Clock));
        codes.Expect(HttpStatusCode.OK);
        return (key, [.. codes.Document.QuerySelectorAll("#codes code").Select(code => code.TextContent)]);
    }

    public static async Task<Page> InviteAsync(this Browser superAdmin, string email, string role = Roles.Admin) =>
        await (await superAdmin.OpenAsync("/admin/users/invite")).SubmitAsync("main form", new Dictionary<string, string> { ["Email"] = email, ["Role"] = role });

    public static async Task<Page> JoinAsync(this Browser browser, string link, string name = "Mary Jackson", string password = GoodPassword) =>
        await (await browser.OpenAsync(link)).SubmitAsync("main form", new Dictionary<string, string> { ["Name"] = name, ["Password"] = password });

    public static Task<AppUser?> AccountAsync(this TicketingApp app, string email) => app.UseAsync<UserManager<AppUser>, AppUser?>(users => users.FindByEmailAsync(email));

    /// <summary>Oldest first.</summary>
    public static Task<List<AuditEntry>> TrailAsync(this TicketingApp app, Guid subject) => app.UseAsync<TicketingDbContext, List<AuditEntry>>(db =>
        db.Set<AuditEntry>().Where(entry => entry.SubjectId == subject.ToString()).OrderBy(entry => entry.Id).ToListAsync(TestContext.Current.CancellationToken));

    public static Task<List<string>> ActiveSuperAdminsAsync(this TicketingApp app) => app.UseAsync<UserManager<AppUser>, List<string>>(async users =>
        [.. (await users.GetUsersInRoleAsync(Roles.SuperAdmin)).Where(user => user.Standing == Standing.Active).Select(user => user.Email!)]);
}
