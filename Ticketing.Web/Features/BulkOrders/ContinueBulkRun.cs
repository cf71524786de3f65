using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.BulkOrders;

/// <summary>Resumes a run that staff stopped, with the orders whose turn had not come. Each is still listed once.</summary>
public sealed class ContinueBulkRun(TicketingDbContext db, AuditTrail audit, TimeProvider clock)
{
    /// <returns>False if nothing was left to do.</returns>
    public Task<bool> ContinueAsync(Guid runId, CancellationToken ct) => db.WriteAsync(() => TryAsync(runId, ct), resumed => resumed, ct);

    private async Task<bool> TryAsync(Guid runId, CancellationToken ct)
    {
        // First, so that the job which finishes the run waits for the orders.
        var reopened = await db.Set<BulkRun>()
            .Where(r => r.Id == runId && r.StoppedAt != null)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(r => r.FinishedAt, (DateTimeOffset?)null)
                        .SetProperty(r => r.StoppedAt, (DateTimeOffset?)null)
                        .SetProperty(r => r.StoppedBy, (string?)null),
                ct
            );
        if (reopened == 0)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        var orders = await db.Set<BulkEntry>()
            .Where(e => e.RunId == runId && e.Status == BulkEntryStatus.Skipped && e.SkipReason == null)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(e => e.Status, BulkEntryStatus.Pending).SetProperty(e => e.Attempts, 0).SetProperty(e => e.DueAt, now),
                ct
            );
        if (orders == 0)
        {
            return false;
        }

        var count = orders.ToString(CultureInfo.InvariantCulture);
        await audit.RecordAsync("orders.continued", runId, count, before: null, new { Orders = orders }, ct);
        return true;
    }
}
