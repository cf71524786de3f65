using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Notifications;
using Ticketing.Orders;
using Ticketing.Payments.Refunds;

namespace Ticketing.Cancellations;

public sealed class RefundEntry(TicketingDbContext db, RefundOrder refunds, OrderBook orders, Outbox outbox, TimeProvider clock)
{
    public const string NoticeKind = "event-cancelled";

    /// <param name="taken">Called with the order id before it is processed.</param>
    /// <returns>The order id; null if none is due and unlocked.</returns>
    public Task<Guid?> NextAsync(CancellationRun run, Action<Guid> taken, CancellationToken ct) => db.WriteAsync(
        async () =>
        {
            var now = clock.GetUtcNow();
            var entry = await Entries(run.Id).Where(e => e.Status == EntryStatus.Pending && e.DueAt <= now)
                .SkippingLockedRows().AsNoTracking().OrderBy(e => e.DueAt).ThenBy(e => e.OrderId).FirstOrDefaultAsync(ct);
            if (entry is null)
            {
                return (Guid?)null;
            }

            taken(entry.OrderId);
            await DoAsync(run, entry.OrderId, ct);
            return entry.OrderId;
        },
        ct: ct);

    private async Task DoAsync(CancellationRun run, Guid orderId, CancellationToken ct)
    {
        var refund = await refunds.RefundRestAsync(orderId, "The event is cancelled", ct);
        if (refund is not null)
        {
            // Read under the lock, in case staff are correcting the address just now.
            var recipient = (await orders.GetAsync(orderId, ct)).BuyerEmail;
            await outbox.QueueAsync(NoticeKind, $"{NoticeKind}:{orderId}", recipient, orderId, ct);
        }

        // If staff refunded the rest in the meantime, the buyer has already been told.
        var (status, id) = (refund is null ? EntryStatus.Refunded : EntryStatus.Told, refund?.Id);
        var done = await Entries(run.Id).Where(e => e.OrderId == orderId && e.Status == EntryStatus.Pending)
            .ExecuteUpdateAsync(set => set
                .SetProperty(e => e.Status, status)
                .SetProperty(e => e.RefundId, id)
                .SetProperty(e => e.Error, (string?)null), ct);
        if (done == 0)
        {
            throw new InvalidOperationException($"The entry of order {orderId} changed while it was locked.");
        }
    }

    private IQueryable<CancellationEntry> Entries(Guid runId) => db.Set<CancellationEntry>().Where(e => e.RunId == runId);
}
