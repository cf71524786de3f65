using System.Net;
using Ticketing.Features.Accounts.Setup;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Features.Accounts;

public sealed class ResetSuperAdminTests
{
    [Theory, OnEitherDatabase]
    public async Task The_command_lets_a_superadmin_in_who_lost_every_factor(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var member = await app.CreateStaffAsync(Roles.SuperAdmin);
        using var session = app.NewBrowser();
        await session.SignInAsync(member);

        var outcome = await RunAsync(app, member.Email);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Errors));
        await session.AssertSignedOutAsync();
        using var browser = app.NewBrowser();
        (await browser.EnterPasswordAsync(member.Email, member.Password)).ExpectStatus(HttpStatusCode.Forbidden);

        // The command's clock is years behind the test's.
        Assert.StartsWith("https://tickets.example/admin/reset?token=", outcome.Output.Trim().Split('\n')[^1], StringComparison.Ordinal);
        var link = await app.UseAsync<ResetSuperAdmin, string?>(reset =>
            reset.ResetAsync(member.Email, TestContext.Current.CancellationToken)
        );
        await (await browser.OpenAsync(new Uri(link!).PathAndQuery)).SubmitAsync(
            "main form",
            new Dictionary<string, string> { ["Password"] = AccountActions.GoodPassword }
        );
        Assert.Equal("/admin/account/second-factor", (await browser.EnterPasswordAsync(member.Email, AccountActions.GoodPassword)).Path);
        await browser.SetUpAuthenticatorAsync(app);
        (await browser.OpenAsync("/admin/users")).ExpectStatus(HttpStatusCode.OK);

        var entries = (await app.GetAuditTrailAsync(member.Id)).Where(entry => entry.Action == "user.superadmin-reset").ToList();
        Assert.Equal(2, entries.Count);
        Assert.All(entries, entry => Assert.Equal((null, "The program"), (entry.ActorId, entry.ActorName)));
        Assert.Contains(await app.GetMailsToAsync(member.Email), mail => mail.Subject == "Your second factor was reset");
    }

    [Theory, OnEitherDatabase]
    public async Task Others_are_refused_and_keep_their_factors(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var member = await app.CreateStaffAsync();
        foreach (var email in new[] { member.Email, "nobody@blueroom.example" })
        {
            var outcome = await RunAsync(app, email);
            Assert.Equal(1, outcome.ExitCode);
            Assert.Contains("No active superadmin", outcome.Errors, StringComparison.Ordinal);
        }

        Assert.Contains("needs the email", (await RunAsync(app)).Errors, StringComparison.Ordinal);
        using var browser = app.NewBrowser();
        (await browser.SignInAsync(member)).ExpectStatus(HttpStatusCode.OK);
    }

    private static Task<TicketingProcess.Outcome> RunAsync(TicketingApp app, params string[] email)
    {
        _ = app.Services;
        return TicketingProcess.RunAsync(
            ["reset-superadmin", .. email],
            new()
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["Storage__Directory"] = app.StorageFolder,
                ["Database__Provider"] = app.Database.ToString(),
                ["ConnectionStrings__Ticketing"] = app.ConnectionString ?? "",
                ["Site__PublicBaseUrl"] = "https://tickets.example",
                ["Logging__LogLevel__Default"] = "Error",
            }
        );
    }
}
