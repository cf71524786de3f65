using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Notifications.Outbox;

public sealed class NotificationConcurrencyTests
{
    [Theory, OnBothDatabases]
    public async Task Four_workers_at_once_send_each_of_twenty_messages_once(DatabaseProvider database)
    {
        await using var server = new FakeSmtpServer();
        await using var outbox = await OutboxFixture.WithServerAsync(database, server);
        await outbox.QueueAllAsync(Enumerable.Range(0, 20).Select(i => $"buyer{i}@example.org"));

        // Each has claimed its first message before any goes on.
        var inHand = 0;
        var allBusy = new TaskCompletionSource();
        outbox.Composer.BeforeCompose = ct =>
        {
            if (Interlocked.Increment(ref inHand) == 4)
            {
                allBusy.SetResult();
            }

            return allBusy.Task.WaitAsync(ct);
        };
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => outbox.RunDispatcherAsync(), OutboxFixture.Ct)));

        Assert.Equal(20, server.Received.Count);
        Assert.Equal(20, server.Received.Select(r => r.Recipient).Distinct().Count());
        Assert.All(await outbox.NotificationsAsync(), n => Assert.Equal((NotificationStatus.Sent, 1), (n.Status, n.Attempts)));
    }

    [OnPostgres]
    public async Task A_message_being_claimed_holds_up_no_other_worker()
    {
        await using var outbox = await OutboxFixture.StartAsync(DatabaseProvider.Postgres);
        await outbox.QueueAsync("first@example.org");
        outbox.Clock.Advance(TimeSpan.FromSeconds(1));
        await outbox.QueueAsync("second@example.org");
        await outbox.InScopeAsync(async other =>
        {
            var db = other.GetRequiredService<TicketingDbContext>();
            await using var taking = await db.Database.BeginTransactionAsync(OutboxFixture.Ct);
            await db.Set<Notification>()
                .FromSql($"SELECT * FROM notifications WHERE recipient = 'first@example.org' FOR UPDATE")
                .LoadAsync(OutboxFixture.Ct);

            await outbox.RunDispatcherAsync();

            Assert.Equal([NotificationStatus.Pending, NotificationStatus.Sent], (await outbox.NotificationsAsync()).Select(n => n.Status));
        });

        // The other worker has rolled back.
        await outbox.RunDispatcherAsync();
        Assert.All(await outbox.NotificationsAsync(), n => Assert.Equal((NotificationStatus.Sent, 1), (n.Status, n.Attempts)));
    }

    [Theory, OnBothDatabases]
    public async Task The_message_of_a_killed_worker_is_taken_up_when_its_lease_ends(DatabaseProvider database)
    {
        await using var outbox = await OutboxFixture.StartAsync(database);
        await outbox.QueueAsync();
        await outbox.InScopeAsync(killed => killed.GetRequiredService<NotificationQueue>().ClaimAsync(OutboxFixture.Ct));

        outbox.Clock.Advance(NotificationQueue.LeaseDuration - TimeSpan.FromSeconds(1));
        await outbox.RunDispatcherAsync();
        Assert.Equal(NotificationStatus.Sending, (await outbox.OnlyNotificationAsync()).Status);

        outbox.Clock.Advance(TimeSpan.FromSeconds(1));
        await outbox.RunDispatcherAsync();
        Assert.Equal(NotificationStatus.Sent, (await outbox.OnlyNotificationAsync()).Status);
    }

    [Theory, OnBothDatabases]
    public async Task A_worker_that_was_thought_dead_and_comes_back_changes_nothing(DatabaseProvider database)
    {
        await using var outbox = await OutboxFixture.StartAsync(database);
        await outbox.QueueAsync();
        await outbox.InScopeAsync(async late =>
        {
            var queue = late.GetRequiredService<NotificationQueue>();
            var message = await queue.ClaimAsync(OutboxFixture.Ct);
            outbox.Clock.Advance(NotificationQueue.LeaseDuration);
            await outbox.InScopeAsync(other => other.GetRequiredService<NotificationQueue>().ClaimAsync(OutboxFixture.Ct));

            Assert.False(await queue.GiveUpAsync(message!.Id, "too late"));
            Assert.False(await queue.ReleaseAsync(message.Id));
        });

        var unchanged = await outbox.OnlyNotificationAsync();
        Assert.Equal((NotificationStatus.Sending, NotificationQueue.AbandonedError), (unchanged.Status, unchanged.LastError));
    }

    [Theory, OnBothDatabases]
    public async Task A_shutdown_lets_the_message_in_flight_land_and_starts_no_other(DatabaseProvider database)
    {
        await using var server = new FakeSmtpServer();
        await using var outbox = await OutboxFixture.WithServerAsync(database, server);
        using var stopping = new CancellationTokenSource();
        outbox.Composer.BeforeCompose = _ => stopping.CancelAsync();
        await outbox.QueueAsync();
        await outbox.QueueAsync();

        await outbox.RunDispatcherAsync(stopping.Token);

        Assert.Single(server.Received);
        Assert.Equal(1, server.QuitCount);
        var after = await outbox.NotificationsAsync();
        Assert.Equal(2, after.Count);
        Assert.Single(after, n => n.Status == NotificationStatus.Sent);
        Assert.Single(after, n => n.Status == NotificationStatus.Pending);
        Assert.All(after, n => Assert.Null(n.LeaseOwner));
    }

    [Theory, OnBothDatabases]
    public async Task A_shutdown_does_not_wait_for_a_server_that_hangs_and_gives_the_message_back(DatabaseProvider database)
    {
        await using var server = new FakeSmtpServer();
        await using var outbox = await OutboxFixture.WithServerAsync(database, server);
        server.Script(SmtpStep.Recipient, new SmtpFault.Hang());
        using var stopping = new CancellationTokenSource();
        await outbox.QueueAsync();

        var hanging = server.Hanging;
        var pass = outbox.RunDispatcherAsync(stopping.Token);
        await hanging;
        await stopping.CancelAsync();
        outbox.Clock.Advance(NotificationDispatcher.ShutdownGracePeriod);
        await pass;

        var released = await outbox.OnlyNotificationAsync();
        Assert.Equal(
            (NotificationStatus.Pending, 0, null, null),
            (released.Status, released.Attempts, released.LeaseOwner, released.LastError)
        );
        Assert.False(outbox.Circuit.State.IsOpen);
    }
}
