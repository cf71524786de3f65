using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders.Access;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Notifications.Outbox;

/// <summary>Runs kill -9 on real worker processes at random points, restarting each at once.</summary>
public sealed class NotificationKillTests(ITestOutputHelper output)
{
    private const int Workers = 3;
    private const int Seed = 20261122;
    private const string Buyer = "ada@example.com";

    private readonly List<int> killed = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [OnPostgres]
    public async Task No_mail_of_three_workers_is_lost_and_each_kill_repeats_one_at_most()
    {
        var (sends, kills) = (TestScale.Count(shortRun: 60, full: 5000), TestScale.Count(shortRun: 1, full: 100));
        await using var server = new FakeSmtpServer();
        await using var app = new TicketingApp(DatabaseProvider.Postgres);
        await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1, Buyer);
        await app.UseAsync<TicketingDbContext>(db => db.WriteAsync(() => db.Set<Notification>().ExecuteDeleteAsync(Ct), Ct));
        var workers = Enumerable.Range(0, Workers).Select(_ => RestartedProgram.Start(NewProgram(app, server), Ct)).ToList();
        try
        {
            await Task.WhenAll(workers.Select(worker => worker.Started));
            await app.UseAsync<TicketingDbContext>(db => QueueAsync(db, sends));
            await KillAsync(workers, app, server, sends, kills);
            await SettledAsync(app, server);
        }
        finally
        {
            await Task.WhenAll(workers.Select(worker => worker.EndAsync()));
        }

        await AssertDeliveredAsync(app, server, sends, kills);
    }

    private static KillableProgram NewProgram(TicketingApp app, FakeSmtpServer server) =>
        new(app, [("Notifications__PollInterval", "00:00:00.2"), .. server.ProgramSettings]);

    // Needs no orders.
    private static async Task QueueAsync(TicketingDbContext db, int mails)
    {
        var now = TimeProvider.System.GetUtcNow();
        db.AddRange(
            Enumerable
                .Range(0, mails)
                .Select(i => new Notification
                {
                    Kind = SendOrderLinks.LinksKind,
                    DedupeKey = $"test:{i}",
                    Recipient = Buyer,
                    CreatedAt = now,
                    DueAt = now,
                })
        );
        await db.SaveChangesAsync(Ct);
    }

    // Each kill waits for more mail to arrive, and then a little longer.
    private async Task KillAsync(List<RestartedProgram> workers, TicketingApp app, FakeSmtpServer server, int sends, int kills)
    {
        var random = new Random(Seed);
        for (var kill = 1; kill <= kills; kill++)
        {
            await UntilAsync(server, () => server.Received.Count >= sends * kill / (kills + 1) && workers.Any(worker => worker.IsUp));
            await Task.Delay(random.Next(0, 60), Ct);
            var up = workers.Where(worker => worker.IsUp).ToList();
            killed.Add(await up[random.Next(up.Count)].KillAsync(Ct));
            await app.ExpireMailLeasesAsync(killed);
        }
    }

    // Repeated, because statements of a killed process may still be executed after its death.
    private async Task SettledAsync(TicketingApp app, FakeSmtpServer server)
    {
        var waiting = int.MaxValue;
        await UntilAsync(
            server,
            () => waiting == 0,
            async () =>
            {
                await app.ExpireMailLeasesAsync(killed);
                waiting = await app.UseAsync<TicketingDbContext, int>(db =>
                    Links(db).CountAsync(n => n.Status == NotificationStatus.Pending || n.Status == NotificationStatus.Sending, Ct)
                );
            }
        );
    }

    /// <summary>Waits as long as mails keep arriving.</summary>
    private static async Task UntilAsync(FakeSmtpServer server, Func<bool> done, Func<Task>? look = null)
    {
        // In milliseconds. A look asks the database, so not as often.
        var step = look is null ? 10 : 100;
        var (arrived, quiet) = (server.Received.Count, 0);
        for (; !done(); quiet += step)
        {
            Assert.True(quiet < 120_000, $"Nothing has arrived for long, after {arrived} mails.");
            if (server.Received.Count > arrived)
            {
                (arrived, quiet) = (server.Received.Count, 0);
            }

            await Task.Delay(step, Ct);
            await (look?.Invoke() ?? Task.CompletedTask);
        }
    }

    private async Task AssertDeliveredAsync(TicketingApp app, FakeSmtpServer server, int sends, int kills)
    {
        var messages = await app.UseAsync<TicketingDbContext, List<Notification>>(db => Links(db).ToListAsync(Ct));
        var arrived = server.Received.CountBy(mail => mail.Message.MessageId!).ToDictionary();
        var repeats = server.Received.Count - arrived.Count;
        output.WriteLine(
            $"{sends} mails, {kills} kills, seed {Seed}: {arrived.Count} arrived, {repeats} of them twice; "
                + $"{messages.Count(n => n.Attempts > 1)} were taken over from a killed worker"
        );

        Assert.All(messages, n => Assert.Equal(NotificationStatus.Sent, n.Status));
        Assert.Equal(sends, messages.Count);
        Assert.Equal(messages.Select(n => n.MessageId!).Order(), arrived.Keys.Order());
        Assert.InRange(repeats, 0, kills);

        // Only a killed worker's current mail may repeat, once per kill.
        Assert.All(messages, n => Assert.InRange(arrived[n.MessageId!], 1, n.Attempts));
        Assert.InRange(messages.Sum(n => n.Attempts - 1), 0, kills);
    }

    private static IQueryable<Notification> Links(TicketingDbContext db) =>
        db.Set<Notification>().AsNoTracking().Where(n => n.Kind == SendOrderLinks.LinksKind);
}
