using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Cancellations;

public sealed class RetryCancellationEntry(TicketingDbContext db, RetryRefund refunds, AuditTrail audit, TimeProvider clock)
{
    /// <param name="orderId">Null retries all failed entries.</param>
    /// <returns>Number of entries requeued.</returns>
    public async Task<int> RetryAsync(Guid eventId, Guid? orderId, CancellationToken ct)
    {
        var runs = db.Set<CancellationRun>().Where(r => r.EventId == eventId).Select(r => r.Id);
        var failed = await db.Set<CancellationEntry>()
            .AsNoTracking()
            .Where(e => runs.Contains(e.RunId) && e.Status == CancellationEntryStatus.Failed && (orderId == null || e.OrderId == orderId))
            .ToListAsync(ct);
        var tried = 0;
        foreach (var entry in failed)
        {
            tried += await RetryAsync(entry, ct) ? 1 : 0;
        }

        return tried;
    }

    private Task<bool> RetryAsync(CancellationEntry entry, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var status = entry.RefundId is null ? CancellationEntryStatus.Pending : CancellationEntryStatus.RefundPending;
        return db.WriteAsync(
            async () =>
            {
                var again =
                    await db.Set<CancellationEntry>()
                        .Where(e => e.RunId == entry.RunId && e.OrderId == entry.OrderId && e.Status == CancellationEntryStatus.Failed)
                        .ExecuteUpdateAsync(
                            set => set.SetProperty(e => e.Status, status).SetProperty(e => e.Attempts, 0).SetProperty(e => e.DueAt, now),
                            ct
                        ) == 1;
                return again && await (entry.RefundId is { } refund ? refunds.RetryAsync(refund, ct) : RecordAsync(entry, ct));
            },
            again => again,
            ct
        );
    }

    private async Task<bool> RecordAsync(CancellationEntry entry, CancellationToken ct)
    {
        var reference = await db.Set<Order>().Where(o => o.Id == entry.OrderId).Select(o => o.Reference).SingleAsync(ct);
        await audit.RecordAsync("order.refund-retried", entry.OrderId, reference, new { entry.Error }, new { Error = (string?)null }, ct);
        return true;
    }
}
