using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.BulkOrders;

/// <summary>Leaves the orders alone whose turn has not come. What has begun goes on.</summary>
public sealed class StopBulkRun(TicketingDbContext db, AuditTrail audit, TimeProvider clock)
{
    public const string AuditAction = "orders.stopped";

    /// <returns>False if there was nothing left to stop.</returns>
    public Task<bool> StopAsync(Guid runId, CancellationToken ct) => db.WriteAsync(() => TryAsync(runId, ct), stopped => stopped, ct);

    private async Task<bool> TryAsync(Guid runId, CancellationToken ct)
    {
        // Of an order that is being processed, this waits for the result.
        var orders = await db.Set<BulkEntry>()
            .Where(e => e.RunId == runId && e.Status == BulkEntryStatus.Pending)
            .ExecuteUpdateAsync(
                set => set.SetProperty(e => e.Status, BulkEntryStatus.Skipped).SetProperty(e => e.Error, (string?)null),
                ct
            );
        if (orders == 0)
        {
            return false;
        }

        var (now, by) = (clock.GetUtcNow(), audit.Actor.Name);
        await db.Set<BulkRun>()
            .Where(r => r.Id == runId)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.StoppedAt, now).SetProperty(r => r.StoppedBy, by), ct);
        var count = orders.ToString(CultureInfo.InvariantCulture);
        await audit.RecordAsync(AuditAction, runId, count, before: null, new { NotDone = orders }, ct);
        return true;
    }
}
