using System.Net;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Deployment.Replicas;

/// <summary>Three processes with limits for each client and waiting rooms, and a superadmin.</summary>
public sealed class ReplicaFixture : IAsyncLifetime
{
    private const int StaffClient = 250;
    private ReplicaSet? replicas;
    private Browser? superAdmin;

    /// <summary>Shares the database. Its clock is years ahead of the replicas' and its jobs do not run.</summary>
    internal TicketingApp App { get; private set; } = null!;

    internal ReplicaSet Replicas => replicas!;

    internal Browser SuperAdmin => superAdmin!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        PostgresServer.SkipIfUnavailable();
        App = new TicketingApp(DatabaseProvider.Postgres);
        await App.PublishEventAsync();
        replicas = await ReplicaSet.StartAsync(
            App,
            ("Budgets__Enabled", "true"),
            ("WaitingRoom__Enabled", "true"),
            ("WaitingRoom__AdmitPerMinute", "120")
        );
        superAdmin = await SignInAsync(Roles.SuperAdmin);
    }

    /// <summary>With the clock of the replicas.</summary>
    internal async Task<Browser> SignInAsync(string role)
    {
        var member = await App.CreateStaffAsync(role);
        var browser = Replicas.NewBrowser(StaffClient);
        var asked = await (await browser.OpenAsync("/admin/login")).SubmitAsync(
            "main form",
            new Dictionary<string, string> { ["Email"] = member.Email, ["Password"] = member.Password }
        );
        var step = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30;
        var code = StaffActions.ComputeCode(member.Key, step);
        (await asked.SubmitAsync("main form", new Dictionary<string, string> { ["Code"] = code })).ExpectStatus(HttpStatusCode.OK);
        (await browser.OpenAsync("/admin")).ExpectStatus(HttpStatusCode.OK);
        return browser;
    }

    internal Task<Event> PublishAsync(int capacity) => App.PublishEventAsync(new TicketTypeDraft("Standing", 1400, capacity));

    /// <summary>Looks through each replica in turn until all of them agree.</summary>
    /// <returns>The time that took.</returns>
    internal static async Task<TimeSpan> WaitUntilAllAgreeAsync(Browser browser, string path, Func<BrowserPage, bool> agrees)
    {
        var began = TimeProvider.System.GetTimestamp();
        var seen = new HashSet<string>();
        while (seen.Count < ReplicaSet.Count)
        {
            var page = await browser.OpenAsync(path);
            if (agrees(page))
            {
                seen.Add(page.Headers["X-Replica"]);
            }
            else
            {
                seen.Clear();
                Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(30), $"{path} still says: {page.Text}");
                await Task.Delay(20, Ct);
            }
        }

        return TimeProvider.System.GetElapsedTime(began);
    }

    public async ValueTask DisposeAsync()
    {
        superAdmin?.Dispose();
        await (replicas?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (App?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
