using Microsoft.EntityFrameworkCore;
using Ticketing.Data;

namespace Ticketing.Notifications;

/// <summary>Where features leave what must be told, inside the transaction that makes it true.</summary>
public sealed class Outbox(TicketingDbContext db, TimeProvider clock)
{
    /// <summary>Safe to repeat: a second intention with the same key is the same message.</summary>
    /// <param name="kind">The composer's <see cref="IEmailComposer.Kind"/>.</param>
    public Task QueueAsync(string kind, string dedupeKey, string recipient, Guid? orderId, CancellationToken ct) => db.WriteAsync(
        () =>
        {
            var now = clock.GetUtcNow();
            return db.InsertIfNewAsync(
                new Notification { Kind = kind, DedupeKey = dedupeKey, Recipient = recipient, OrderId = orderId, CreatedAt = now, DueAt = now },
                nameof(Notification.DedupeKey),
                ct);
        },
        ct);

    /// <summary>What was told about an order, the oldest first.</summary>
    public async Task<IReadOnlyList<Notification>> OfOrderAsync(Guid orderId, CancellationToken ct) =>
        await db.Set<Notification>().AsNoTracking().Where(n => n.OrderId == orderId).OrderBy(n => n.CreatedAt).ToListAsync(ct);
}
