using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Infrastructure.Notifications.Outbox;

/// <summary>Queues messages in the transaction that makes them due.</summary>
public sealed class NotificationOutbox(TicketingDbContext db, TimeProvider clock)
{
    /// <summary>Idempotent: a second message with the same key is ignored.</summary>
    public Task QueueAsync(string kind, string dedupeKey, string recipient, Guid? orderId, CancellationToken ct) =>
        db.WriteAsync(
            () =>
            {
                var now = clock.GetUtcNow();
                return db.InsertIfNewAsync(
                    new Notification
                    {
                        Kind = kind,
                        DedupeKey = dedupeKey,
                        Recipient = recipient,
                        OrderId = orderId,
                        CreatedAt = now,
                        DueAt = now,
                    },
                    nameof(Notification.DedupeKey),
                    ct
                );
            },
            ct
        );

    /// <summary>Oldest first.</summary>
    public async Task<IReadOnlyList<Notification>> GetForOrderAsync(Guid orderId, CancellationToken ct) =>
        await db.Set<Notification>().AsNoTracking().Where(n => n.OrderId == orderId).OrderBy(n => n.CreatedAt).ToListAsync(ct);
}
