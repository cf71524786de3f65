using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.BulkOrders;

public enum ContinueBulkOutcome
{
    Continued,

    /// <summary>Not what staff confirmed any more: nothing was started.</summary>
    Changed,
    NothingToDo,
}

/// <summary>Resumes a run that staff stopped, with the orders whose turn had not come. Each is still listed once.</summary>
public sealed class ContinueBulkRun(TicketingDbContext db, PlanBulkAction plans, AuditTrail audit, TimeProvider clock)
{
    /// <summary>The name of its audit entries, which also say in whose name the run goes on.</summary>
    public const string AuditAction = "orders.continued";

    /// <param name="digest">Of the plan that staff confirmed.</param>
    public Task<ContinueBulkOutcome> ContinueAsync(Guid runId, string digest, CancellationToken ct) =>
        db.WriteAsync(() => TryAsync(runId, digest, ct), outcome => outcome == ContinueBulkOutcome.Continued, ct);

    private async Task<ContinueBulkOutcome> TryAsync(Guid runId, string digest, CancellationToken ct)
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
            return ContinueBulkOutcome.NothingToDo;
        }

        var action = await db.Set<BulkRun>().Where(r => r.Id == runId).Select(r => r.Action).SingleAsync(ct);
        var plan = await plans.PlanRemainingAsync(runId, action, ct);
        if (plan.Digest != digest)
        {
            return ContinueBulkOutcome.Changed;
        }

        await SkipAsync(runId, plan, ct);
        return await ResumeAsync(runId, ct) ? ContinueBulkOutcome.Continued : ContinueBulkOutcome.NothingToDo;
    }

    private IQueryable<BulkEntry> Remaining(Guid runId) =>
        db.Set<BulkEntry>().Where(e => e.RunId == runId && e.Status == BulkEntryStatus.Skipped && e.SkipReason == null);

    // What was not confirmed is not done, even if it could be in a moment.
    private async Task SkipAsync(Guid runId, BulkPlan plan, CancellationToken ct)
    {
        foreach (var group in plan.Skipped)
        {
            var orders = group.Select(order => order.Id).ToList();
            await Remaining(runId)
                .Where(e => orders.Contains(e.OrderId))
                .ExecuteUpdateAsync(set => set.SetProperty(e => e.SkipReason, group.Key), ct);
        }
    }

    private async Task<bool> ResumeAsync(Guid runId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var orders = await Remaining(runId)
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
        await audit.RecordAsync(AuditAction, runId, count, before: null, new { Orders = orders }, ct);
        return true;
    }
}
