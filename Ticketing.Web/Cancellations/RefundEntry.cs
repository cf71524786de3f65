using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Notifications;
using Ticketing.Orders;
using Ticketing.Payments.Refunds;

namespace Ticketing.Cancellations;

/// <summary>Deals with the next order of a run, in one transaction: refund written, tickets void, buyer told.</summary>
public sealed class RefundEntry(TicketingDbContext db, RefundOrder refunds, OrderBook orders, Outbox outbox, TimeProvider clock)
{
    public const string NoticeKind = "event-cancelled";

    /// <param name="taken">Hears which order it is before anything is done for it.</param>
    /// <returns>The order, or null where none is due that no other process has in hand.</returns>
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
            // Read under the sale's lock: an address that is corrected at this moment is the right one.
            var recipient = (await orders.GetAsync(orderId, ct)).BuyerEmail;
            await outbox.QueueAsync(NoticeKind, $"{NoticeKind}:{orderId}", recipient, orderId, ct);
        }

        // Where staff had refunded the rest meanwhile, its buyer knows already.
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
