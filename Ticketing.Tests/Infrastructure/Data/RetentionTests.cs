using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.ClientBudgets.Challenges;
using Ticketing.Features.Events;
using Ticketing.Features.Payments.Webhooks;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Primitives;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Data;

public sealed class RetentionTests
{
    /// <summary>400 days: devices that staff signed in on are remembered for longest.</summary>
    private static readonly int RoundsUntilFull = TestScale.Count(shortRun: 5, full: 8);
    private static readonly int Rounds = RoundsUntilFull + TestScale.Count(shortRun: 3, full: 7);

    /// <summary>Below the 90 days after which most rows are deleted.</summary>
    private static readonly TimeSpan Round = TimeSpan.FromDays(TestScale.Count(shortRun: 85, full: 56));
    private static readonly Type[] Jobs =
    [
        .. typeof(IBackgroundJob).Assembly.GetTypes().Where(t => t.IsClass && t.IsAssignableTo(typeof(IBackgroundJob))),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Buyers who choose and leave, refused cards, wrong passwords, downloads and messages, but not one sale.</summary>
    [Theory, OnEitherDatabase]
    public async Task A_year_in_which_nobody_buys_leaves_no_table_growing(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database)
            .Set("Backup:Keep:Days", "3")
            .Set("Backup:Keep:Weeks", "2")
            .Set("Backup:Keep:Months", "3")
            .Set("Retention:AuditEntries", "90.00:00:00")
            .Set("Retention:AccessAuditEntries", "90.00:00:00");
        var show = await app.PublishEventAsync(
            e => e.StartsAt = app.Clock.GetUtcNow().AddDays(900),
            new TicketTypeDraft("Standing", 1400, 1_000),
            new TicketTypeDraft("Seated", 2400, 1_000)
        );
        var member = await app.CreateStaffAsync();
        var full = new Dictionary<string, int>();
        for (var round = 1; round <= Rounds; round++)
        {
            for (var i = 0; i < TestScale.Count(1, 100); i++)
            {
                await RushAsync(app, show, $"buyer{round}-{i}@example.com");
            }

            await WorkAsync(app, member);
            await AddMessagesAsync(app);
            app.Clock.Advance(TimeSpan.FromHours(2));
            await RunJobsAsync(app);
            await RunJobsAsync(app);
            app.Clock.Advance(Round);
            await RunJobsAsync(app);
            if (round == RoundsUntilFull)
            {
                full = await CountRowsAsync(app);
            }
        }

        var left = await CountRowsAsync(app);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", left.Where(t => t.Value > 0).Select(t => $"{t.Key} {t.Value}")));
        Assert.All(left, table => Assert.True(table.Value <= full[table.Key], $"{table.Key}: {full[table.Key]}, then {table.Value}"));
        Assert.True(left["holds"] > 0 && left["audit_entries"] > 0 && left["webhook_events"] > 0);
    }

    private static async Task RushAsync(TicketingApp app, Event show, string email)
    {
        using var chooser = app.NewBrowser();
        (await chooser.ChooseTicketsAsync(show, ("Standing", 1))).ExpectStatus(HttpStatusCode.OK);
        using var leaver = app.NewBrowser();
        await (await leaver.ChooseTicketsAsync(show, ("Standing", 1))).SubmitBuyerAsync(email: email);
        using var declined = app.NewBrowser();
        var sandbox = await (await declined.ChooseTicketsAsync(show, ("Seated", 2))).SubmitBuyerAsync(email: email);
        (await sandbox.PayAsync("declined")).ExpectStatus(HttpStatusCode.OK);
        var find = await chooser.OpenAsync("/orders/find");
        await find.SubmitAsync("main form", new Dictionary<string, string> { ["Email"] = email });
    }

    private static async Task WorkAsync(TicketingApp app, StaffMember member)
    {
        using var stranger = app.NewBrowser();
        await stranger.EnterPasswordAsync(member.Email, "not the password");
        using var staff = app.NewBrowser();
        (await staff.SignInAsync(member)).ExpectStatus(HttpStatusCode.OK);
        Assert.NotEmpty(await staff.DownloadAsync("/admin/insights/export/orders.csv"));
    }

    private static Task AddMessagesAsync(TicketingApp app) =>
        app.UseAsync<TicketingDbContext>(async db =>
        {
            var now = app.Clock.GetUtcNow();
            db.Add(new UsedChallenge { Id = Guid.CreateVersion7(), ExpiresAt = now });
            var message = db.Add(
                new WebhookEvent
                {
                    Id = UnguessableCode.Create(),
                    Kind = "customer.created",
                    ObjectId = "cus_1",
                    Body = "",
                    HappenedAt = now,
                    ReceivedAt = now,
                    NextTryAt = now,
                }
            );
            message.Property(e => e.Status).CurrentValue = WebhookStatus.Done;
            message.Property(e => e.SettledAt).CurrentValue = now;
            await db.SaveChangesAsync(Ct);
        });

    private static async Task RunJobsAsync(TicketingApp app)
    {
        foreach (var job in Jobs)
        {
            await using var scope = app.Services.CreateAsyncScope();
            // One only reads, and only while metrics are sent.
            if (scope.ServiceProvider.GetService(job) is IBackgroundJob registered)
            {
                await registered.RunUntilDoneAsync(Ct);
            }
        }
    }

    private static Task<Dictionary<string, int>> CountRowsAsync(TicketingApp app) =>
        app.UseAsync<TicketingDbContext, Dictionary<string, int>>(async db =>
            (await DatabaseRows.ReadAllAsync(db)).ToDictionary(table => table.Key, table => table.Value.Count)
        );
}
