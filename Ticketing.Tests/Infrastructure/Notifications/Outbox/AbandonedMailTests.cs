using Microsoft.Extensions.DependencyInjection;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Notifications.Outbox;

/// <summary>For example in an image library.</summary>
public sealed class AbandonedMailTests
{
    private static readonly TimeSpan AfterAnyWait = TimeSpan.FromMinutes(2);

    // If one process owns the database, a start can reclaim at once; otherwise leases must expire.
    [Fact]
    public async Task After_a_restart_the_others_go_first()
    {
        await using var outbox = await OutboxFixture.StartAsync(DatabaseProvider.Sqlite);
        await outbox.QueueAsync("fatal@example.org");
        Assert.Equal("fatal@example.org", (await outbox.ClaimAndAbandonNextAsync())?.Recipient);
        await outbox.QueueAsync("other@example.org");

        await outbox.ReclaimAbandonedMailAsync();
        await outbox.RunDispatcherAsync();

        var mails = await outbox.NotificationsAsync();
        Assert.Equal([NotificationStatus.Pending, NotificationStatus.Sent], mails.Select(n => n.Status));
        Assert.Equal((1, NotificationQueue.AbandonedError, null), (mails[0].Attempts, mails[0].LastError, mails[0].LeaseOwner));
        Assert.InRange(mails[0].DueAt - outbox.Clock.GetUtcNow(), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15));

        outbox.Clock.Advance(AfterAnyWait);
        await outbox.RunDispatcherAsync();
        Assert.Equal(
            (NotificationStatus.Sent, 2),
            ((await outbox.NotificationsAsync())[0].Status, (await outbox.NotificationsAsync())[0].Attempts)
        );
    }

    [Fact]
    public async Task At_the_fifth_crash_it_is_given_up()
    {
        await using var outbox = await OutboxFixture.StartAsync(DatabaseProvider.Sqlite);
        await outbox.QueueAsync();
        for (var death = 1; death <= 5; death++)
        {
            Assert.NotNull(await outbox.ClaimAndAbandonNextAsync());
            Assert.Equal(death, (await outbox.OnlyNotificationAsync()).Attempts);
            await outbox.ReclaimAbandonedMailAsync();
            outbox.Clock.Advance(AfterAnyWait);
        }

        Assert.Null(await outbox.ClaimAndAbandonNextAsync());
        var dead = await outbox.OnlyNotificationAsync();
        Assert.Equal((NotificationStatus.Dead, 5, NotificationQueue.AbandonedError), (dead.Status, dead.Attempts, dead.LastError));
    }

    [Theory, OnEitherDatabase]
    public async Task With_several_processes_it_is_given_up_as_well(DatabaseProvider database)
    {
        await using var outbox = await OutboxFixture.StartAsync(database);
        await outbox.QueueAsync("fatal@example.org");
        for (var death = 1; death <= 5; death++)
        {
            await outbox.InScopeAsync(async killed =>
                Assert.NotNull(await killed.GetRequiredService<NotificationQueue>().ClaimAsync(OutboxFixture.Ct))
            );
            outbox.Clock.Advance(NotificationQueue.LeaseDuration);
        }

        await outbox.RunDispatcherAsync();

        Assert.Equal(NotificationStatus.Dead, (await outbox.OnlyNotificationAsync()).Status);
        Assert.Empty(outbox.PickupFiles);
    }

    [Theory, OnEitherDatabase]
    public async Task When_a_lease_has_run_out_the_messages_that_are_due_go_first(DatabaseProvider database)
    {
        await using var outbox = await OutboxFixture.StartAsync(database);
        List<string> order = [];
        outbox.Composer.Compose = n =>
        {
            order.Add(n.Recipient);
            return TestComposer.Plain();
        };
        await outbox.QueueAsync("fatal@example.org");
        await outbox.ClaimAndAbandonNextAsync();
        await outbox.QueueAsync("other@example.org");

        outbox.Clock.Advance(NotificationQueue.LeaseDuration);
        await outbox.RunDispatcherAsync();

        Assert.Equal(["other@example.org", "fatal@example.org"], order);
    }

    [OnPostgres]
    public async Task A_start_leaves_messages_of_other_processes_alone()
    {
        await using var outbox = await OutboxFixture.StartAsync(DatabaseProvider.Postgres);
        await outbox.QueueAsync();
        await outbox.InScopeAsync(async busy =>
        {
            var queue = busy.GetRequiredService<NotificationQueue>();
            var inHand = await queue.ClaimAsync(OutboxFixture.Ct);

            await outbox.ReclaimAbandonedMailAsync();
            await outbox.RunDispatcherAsync();

            Assert.Empty(outbox.PickupFiles);
            Assert.True(await queue.DropAsync(inHand!.Id));
        });
    }

    [Theory, OnEitherDatabase]
    public async Task A_message_often_postponed_by_the_server_survives_one_crash(DatabaseProvider database)
    {
        await using var server = new FakeSmtpServer();
        await using var outbox = await OutboxFixture.WithServerAsync(database, server);
        server.RefusedRecipients["full@example.org"] = "452 4.2.2 Mailbox full";
        await outbox.QueueAsync("full@example.org");
        for (var attempt = 0; attempt < 8; attempt++)
        {
            await outbox.RunDispatcherAsync();
            outbox.Clock.Advance(TimeSpan.FromHours(2));
        }

        await outbox.ClaimAndAbandonNextAsync();
        Assert.Equal(9, (await outbox.OnlyNotificationAsync()).Attempts);
        await outbox.ReclaimAbandonedMailAsync();
        outbox.Clock.Advance(NotificationQueue.LeaseDuration);
        await outbox.RunDispatcherAsync();

        Assert.Equal(
            (NotificationStatus.Pending, 10),
            ((await outbox.OnlyNotificationAsync()).Status, (await outbox.OnlyNotificationAsync()).Attempts)
        );
    }
}
