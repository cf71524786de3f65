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

public sealed class NotificationOutboxTests
{
    private const string Key = "order:1";

    // SQLite takes any type in any column.
    private const string AsSqliteStoresIt = """
        SELECT kind || channel || recipient || typeof(id) || length(id) || (id = upper(id)) || typeof(order_id) || status || attempts
            || typeof(created_at) || created_at || typeof(due_at) || due_at || typeof(lease_until) || typeof(sent_at) AS "Value"
        FROM notifications
        """;

    private const string AsPostgresStoresIt = """
        SELECT concat_ws('|', kind, channel, recipient, order_id IS NULL, status, attempts, created_at, due_at, lease_until IS NULL, sent_at IS NULL) AS "Value"
        FROM notifications
        """;

    [Theory, OnEitherDatabase]
    public async Task The_same_intention_twice_is_one_message(DatabaseProvider database)
    {
        await using var outbox = await OutboxFixture.StartAsync(database);
        await QueueAsync(outbox, "first@example.org");
        await QueueAsync(outbox, "second@example.org");

        var queued = await outbox.OnlyNotificationAsync();
        Assert.Equal(
            ("first@example.org", Key, NotificationStatus.Pending, 0),
            (queued.Recipient, queued.DedupeKey, queued.Status, queued.Attempts)
        );
        Assert.Equal((outbox.Clock.GetUtcNow(), outbox.Clock.GetUtcNow()), (queued.CreatedAt, queued.DueAt));
    }

    [Theory, OnEitherDatabase]
    public async Task Two_at_the_same_moment_are_one_message_and_neither_sale_fails(DatabaseProvider database)
    {
        var rival = new RivalNotificationInterceptor(Key);
        await using var outbox = await OutboxFixture.StartAsync(database, rival.AddTo);

        await QueueAsync(outbox, "ours@example.org");

        await rival.Committed;
        Assert.Equal(RivalNotificationInterceptor.Recipient, (await outbox.OnlyNotificationAsync()).Recipient);
    }

    [Theory, OnEitherDatabase]
    public async Task A_queued_message_is_stored_as_every_other_row_is(DatabaseProvider database)
    {
        await using var outbox = await OutboxFixture.StartAsync(database);
        await QueueAsync(outbox, "queued@example.org");
        var queued = await outbox.OnlyNotificationAsync();
        await outbox.InScopeAsync(async provider =>
        {
            var db = provider.GetRequiredService<TicketingDbContext>();
            db.Add(
                new Notification
                {
                    Kind = queued.Kind,
                    DedupeKey = "saved",
                    Recipient = queued.Recipient,
                    CreatedAt = queued.CreatedAt,
                    DueAt = queued.DueAt,
                }
            );
            await db.SaveChangesAsync(OutboxFixture.Ct);
            var stored = await db
                .Database.SqlQueryRaw<string>(database == DatabaseProvider.Sqlite ? AsSqliteStoresIt : AsPostgresStoresIt)
                .ToListAsync(OutboxFixture.Ct);

            Assert.Equal(2, stored.Count);
            Assert.NotNull(stored[0]);
            Assert.Single(stored.Distinct());
        });
    }

    private static Task QueueAsync(OutboxFixture outbox, string recipient) =>
        outbox.InScopeAsync(provider =>
            provider
                .GetRequiredService<NotificationOutbox>()
                .QueueAsync(TestComposer.TestKind, Key, recipient, orderId: null, OutboxFixture.Ct)
        );
}
