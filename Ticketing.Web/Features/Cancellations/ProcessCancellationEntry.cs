using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications.Outbox;

namespace Ticketing.Features.Cancellations;

public sealed class ProcessCancellationEntry(
    TicketingDbContext db,
    RefundOrder refunds,
    OrderQueries orders,
    NotificationOutbox outbox,
    TimeProvider clock
)
{
    public const string NoticeKind = "event-cancelled";

    /// <param name="onClaimed">Called with the order id before it is processed.</param>
    /// <returns>The order id; null if none is due and unlocked.</returns>
    public Task<Guid?> ProcessNextAsync(CancellationRun run, Action<Guid> onClaimed, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var now = clock.GetUtcNow();
                var latest = now + ClockSkew.Max;
                var entry = await Entries(run.Id)
                    .Where(e => e.Status == CancellationEntryStatus.Pending && (e.DueAt <= now || e.DueAt > latest))
                    .OrderBy(e => e.DueAt)
                    .ThenBy(e => e.OrderId)
                    .LockFirstAsync(ct);
                if (entry is null)
                {
                    return (Guid?)null;
                }

                onClaimed(entry.OrderId);
                await ProcessAsync(run, entry.OrderId, ct);
                return entry.OrderId;
            },
            ct: ct
        );

    private async Task ProcessAsync(CancellationRun run, Guid orderId, CancellationToken ct)
    {
        var refund = await refunds.RefundRemainingAsync(orderId, "The event is cancelled", ct);
        if (refund is not null)
        {
            // Read under the lock, in case staff are correcting the address just now.
            var recipient = (await orders.GetAsync(orderId, ct)).BuyerEmail;
            if (recipient.Length > 0)
            {
                await outbox.QueueAsync(NoticeKind, $"{NoticeKind}:{orderId}", recipient, orderId, ct);
            }
        }

        // If staff refunded the rest in the meantime, the buyer has already been told.
        var (status, id) = (refund is null ? CancellationEntryStatus.Refunded : CancellationEntryStatus.RefundPending, refund?.Id);
        var done = await Entries(run.Id)
            .Where(e => e.OrderId == orderId && e.Status == CancellationEntryStatus.Pending)
            .ExecuteUpdateAsync(
                set => set.SetProperty(e => e.Status, status).SetProperty(e => e.RefundId, id).SetProperty(e => e.Error, (string?)null),
                ct
            );
        if (done == 0)
        {
            throw new InvalidOperationException($"The entry of order {orderId} changed while it was locked.");
        }
    }

    private IQueryable<CancellationEntry> Entries(Guid runId) => db.Set<CancellationEntry>().Where(e => e.RunId == runId);
}
