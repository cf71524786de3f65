using System.Diagnostics;
using System.Globalization;
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

/// <summary>The real process starts while thousands of mails wait.</summary>
public sealed class MailBacklogTests(ITestOutputHelper output)
{
    private const string Fan = "fan@example.com";
    private const string LastBuyer = "last@example.com";

    /// <summary>Compared with a start on an empty outbox. The first mails may be sent already.</summary>
    private static readonly TimeSpan MaxExtraWork = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan MaxWaitForTickets = TimeSpan.FromSeconds(15);

    /// <summary>Bytes, between the first and the last mail.</summary>
    private const long MaxGrowth = 100_000_000;

    private static int Backlog => TestScale.Count(shortRun: 1500, full: 3000);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_start_with_a_long_queue_is_quick_and_sends_first_what_somebody_waits_for(DatabaseProvider database)
    {
        await using var server = new FakeSmtpServer();
        await using var app = new TicketingApp(database);
        // The process has the real clock, and buying takes time.
        app.Clock.AdjustTime(TimeProvider.System.GetUtcNow().AddMinutes(-10));
        var show = await app.PublishEventAsync();
        await app.BuyAsync(show, "Standing", 1, Fan);
        using var program = NewProgram(app, server);
        var empty = await StartAsync(program);
        await app.WaitUntilMailIsSentAsync();
        Assert.Equal(0, await program.StopAsync(TimeSpan.FromSeconds(30)));
        await app.UseAsync<TicketingDbContext>(QueueBacklogAsync);
        await app.BuyAsync(show, "Standing", 1, LastBuyer);

        var began = Stopwatch.GetTimestamp();
        var loaded = await StartAsync(program);
        await WaitForAsync(server, mails => mails.Any(mail => mail.Recipient == LastBuyer));
        var waited = Stopwatch.GetElapsedTime(began) - loaded.Waited;
        var place = server.Received.Select(mail => mail.Recipient).ToList().IndexOf(LastBuyer);
        var (first, peak) = await SendAsync(program, server, TestScale.Count(shortRun: 40, full: Backlog));
        Assert.Equal(0, await program.StopAsync(TimeSpan.FromSeconds(30)));

        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{database}: ready after {loaded.Waited.TotalSeconds:0.0} s and {loaded.Work.TotalSeconds:0.0} CPU seconds with {Backlog} "
                    + $"mails waiting, {empty.Waited.TotalSeconds:0.0} s and {empty.Work.TotalSeconds:0.0} with none; the buyer's "
                    + $"was number {place}, {waited.TotalSeconds:0.0} s after that; {server.Received.Count} mails sent in "
                    + $"{Stopwatch.GetElapsedTime(began).TotalSeconds:0} s; memory {first >> 20} MB, at most {peak >> 20} MB"
            )
        );
        Assert.InRange(loaded.Work, TimeSpan.Zero, empty.Work + MaxExtraWork);
        Assert.InRange(waited, -loaded.Waited, MaxWaitForTickets);
        // After the one of the first start, and perhaps one that was being sent.
        Assert.InRange(place, 1, 2);
        Assert.InRange(peak - first, 0, MaxGrowth);
        await AssertSentOnceAsync(app, server);
    }

    private static KillableProgram NewProgram(TicketingApp app, FakeSmtpServer server) =>
        new(app, [("Notifications__PollInterval", "00:00:00.2"), .. server.ProgramSettings]);

    /// <returns>Until it was ready, by the clock and in CPU time: only that does not depend on what else the machine does.</returns>
    private static async Task<(TimeSpan Waited, TimeSpan Work)> StartAsync(KillableProgram program)
    {
        var began = Stopwatch.GetTimestamp();
        await program.StartAsync(Ct);
        using var process = Process.GetProcessById(program.ProcessId);
        return (Stopwatch.GetElapsedTime(began), process.TotalProcessorTime);
    }

    private static async Task QueueBacklogAsync(TicketingDbContext db)
    {
        var now = TimeProvider.System.GetUtcNow().AddHours(-1);
        db.AddRange(
            Enumerable
                .Range(0, Backlog)
                .Select(i => new Notification
                {
                    Kind = SendOrderLinks.LinksKind,
                    DedupeKey = $"backlog:{i}",
                    Recipient = Fan,
                    Priority = MailPriority.Bulk,
                    CreatedAt = now,
                    DueAt = now,
                })
        );
        await db.SaveChangesAsync(Ct);
    }

    private static async Task<(long First, long Peak)> SendAsync(KillableProgram program, FakeSmtpServer server, int mails)
    {
        await WaitForAsync(server, received => received.Count > mails / 5);
        var (first, peak) = (GetMemory(program), 0L);
        await WaitForAsync(
            server,
            received =>
            {
                peak = Math.Max(peak, GetMemory(program));
                return received.Count > mails;
            }
        );
        return (first, peak);
    }

    /// <summary>Waits as long as mails keep arriving.</summary>
    private static async Task WaitForAsync(FakeSmtpServer server, Func<IReadOnlyList<ReceivedMail>, bool> isDone)
    {
        var (arrived, quiet) = (0, 0);
        for (var received = server.Received; !isDone(received); received = server.Received)
        {
            (arrived, quiet) = (received.Count, received.Count > arrived ? 0 : quiet + 1);
            Assert.True(quiet < 3000, $"Nothing has arrived for long, after {arrived} mails.");
            await Task.Delay(10, Ct);
        }
    }

    private static long GetMemory(KillableProgram program)
    {
        using var process = Process.GetProcessById(program.ProcessId);
        return process.WorkingSet64;
    }

    /// <summary>In a short run most still wait, but what was sent arrived once.</summary>
    private static async Task AssertSentOnceAsync(TicketingApp app, FakeSmtpServer server)
    {
        var all = await app.UseAsync<TicketingDbContext, List<Notification>>(db => db.Set<Notification>().AsNoTracking().ToListAsync(Ct));
        var sent = all.Where(n => n.Status == NotificationStatus.Sent).Select(n => n.MessageId!).Order().ToList();
        Assert.Equal(sent, server.Received.Select(mail => mail.Message.MessageId!).Order());
        Assert.All(all.Where(n => n.Status != NotificationStatus.Sent), n => Assert.Equal(NotificationStatus.Pending, n.Status));
        Assert.Equal(Backlog + 2, all.Count);
        if (TestScale.IsFull)
        {
            Assert.Equal(Backlog + 2, sent.Count);
        }
    }
}
