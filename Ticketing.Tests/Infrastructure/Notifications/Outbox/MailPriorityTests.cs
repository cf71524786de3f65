using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Notifications.Outbox;

public sealed class MailPriorityTests(ITestOutputHelper log)
{
    private const string Bulk = "bulk";
    private const string Ticket = "ticket";
    private const int WaitingBulk = 3000;

    [Theory, OnEitherDatabase]
    public async Task A_ticket_overtakes_three_thousand_bulk_mails(DatabaseProvider database)
    {
        await using var server = new FakeSmtpServer();
        await using var outbox = await StartAsync(database, server);
        await QueueAsync(outbox, Bulk, Enumerable.Range(0, WaitingBulk).Select(i => $"fan{i}@example.org"));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(OutboxFixture.Ct);
        var dispatching = Task.Run(() => outbox.RunDispatcherAsync(stop.Token), OutboxFixture.Ct);
        await WaitAsync(() => server.Received.Count >= 20);

        await QueueAsync(outbox, Ticket, ["buyer@example.org"]);
        var (queued, before) = (Stopwatch.StartNew(), server.Received.Count);
        await WaitAsync(() => server.Received.Any(mail => mail.Recipient == "buyer@example.org"));
        var overtaken = server.Received.Select(mail => mail.Recipient).ToList().IndexOf("buyer@example.org") - before;
        log.WriteLine($"{database}: the ticket waited {queued.Elapsed.TotalMilliseconds:0} ms and for {overtaken} other mails");
        Assert.InRange(overtaken, -1, 2);
        await stop.CancelAsync();
        await dispatching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    [Theory, OnEitherDatabase]
    public async Task Mail_is_sent_by_priority_and_then_by_age(DatabaseProvider database)
    {
        await using var server = new FakeSmtpServer();
        await using var outbox = await StartAsync(database, server);
        foreach (var kind in new[] { Bulk, TestComposer.TestKind, Ticket })
        {
            await QueueAsync(outbox, kind, [$"first-{kind}@example.org"]);
            outbox.Clock.Advance(TimeSpan.FromSeconds(1));
            await QueueAsync(outbox, kind, [$"second-{kind}@example.org"]);
            outbox.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await outbox.RunDispatcherAsync();
        Assert.Equal(
            new[] { Ticket, TestComposer.TestKind, Bulk }.SelectMany(kind =>
                new[] { $"first-{kind}@example.org", $"second-{kind}@example.org" }
            ),
            server.Received.Select(mail => mail.Recipient)
        );
    }

    private static Task<OutboxFixture> StartAsync(DatabaseProvider database, FakeSmtpServer server) =>
        OutboxFixture.WithServerAsync(
            database,
            server,
            configure: services =>
                services
                    .AddMailPriority(Bulk, MailPriority.Bulk)
                    .AddMailPriority(Ticket, MailPriority.Awaited)
                    .AddSingleton<IEmailComposer>(new TestComposer(Bulk))
                    .AddSingleton<IEmailComposer>(new TestComposer(Ticket))
        );

    private static Task QueueAsync(OutboxFixture outbox, string kind, IEnumerable<string> recipients) =>
        outbox.InScopeAsync(provider =>
            provider
                .GetRequiredService<TicketingDbContext>()
                .WriteAsync(
                    async () =>
                    {
                        var queue = provider.GetRequiredService<NotificationOutbox>();
                        foreach (var recipient in recipients)
                        {
                            await queue.QueueAsync(kind, $"{kind}:{recipient}", recipient, orderId: null, OutboxFixture.Ct);
                        }
                    },
                    OutboxFixture.Ct
                )
        );

    private static async Task WaitAsync(Func<bool> isReached)
    {
        while (!isReached())
        {
            await Task.Delay(2, OutboxFixture.Ct);
        }
    }
}
