using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Recovery;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.BulkOrders;

/// <summary>Each order is one transaction that locks its entry: a crash rolls it back, and processes work on different orders.</summary>
public sealed partial class BulkJob(TicketingDbContext db, ProcessBulkEntry processEntry, TimeProvider clock, ILogger<BulkJob> log)
    : IBackgroundJob
{
    /// <summary>After this many attempts, staff have to process the order.</summary>
    public const int MaxAttempts = 5;

    public const string StoppedByRestore = "Stopped by a restore: it may have been sent before.";

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(10);

    public static TimeSpan Interval => TimeSpan.FromSeconds(3);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        foreach (
            var run in await db.Set<BulkRun>().AsNoTracking().Where(r => r.FinishedAt == null).OrderBy(r => r.StartedAt).ToListAsync(ct)
        )
        {
            await StopAfterRestoreAsync(run, ct);
            while (await TryNextAsync(run, ct)) { }

            await FinishAsync(run.Id, ct);
        }

        return JobResult.Done;
    }

    // Which emails were sent after the backup is unknown. Orders that staff continue with after the restore are due later.
    private async Task StopAfterRestoreAsync(BulkRun run, CancellationToken ct)
    {
        if (run.Action != BulkAction.Resend || !await db.Set<Restore>().AnyAsync(r => r.RestoredAt >= run.StartedAt, ct))
        {
            return;
        }

        await db.WriteAsync(
            () =>
                db.Set<BulkEntry>()
                    .Where(e => e.RunId == run.Id && e.Status == BulkEntryStatus.Pending)
                    .Where(e => db.Set<Restore>().Any(r => r.RestoredAt >= e.DueAt))
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(e => e.Status, BulkEntryStatus.Failed).SetProperty(e => e.Error, StoppedByRestore),
                        ct
                    ),
            ct: ct
        );
    }

    /// <returns>False if nothing is due.</returns>
    private async Task<bool> TryNextAsync(BulkRun run, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        Guid? orderId = null;
        try
        {
            orderId = await processEntry.ProcessNextAsync(run, taken => orderId = taken, ct);

            // Keeps memory flat over many orders.
            db.ChangeTracker.Clear();
            return orderId is not null;
        }
#pragma warning disable CA1031 // An error in one order must not block the others.
        catch (Exception error) when (orderId is not null && !DatabaseErrors.IsOutage(error) && !ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            OrderFailed(log, orderId.Value, run.Id, error);
            await PostponeAsync(run.Id, orderId.Value, error.GetType().Name, ct);
            return true;
        }
    }

    private Task<int> PostponeAsync(Guid runId, Guid orderId, string error, CancellationToken ct)
    {
        var next = clock.GetUtcNow() + RetryDelay;
        return db.WriteAsync(
            () =>
                db.Set<BulkEntry>()
                    .Where(e => e.RunId == runId && e.OrderId == orderId && e.Status == BulkEntryStatus.Pending)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(
                                    e => e.Status,
                                    e => e.Attempts + 1 >= MaxAttempts ? BulkEntryStatus.Failed : BulkEntryStatus.Pending
                                )
                                .SetProperty(e => e.Attempts, e => e.Attempts + 1)
                                .SetProperty(e => e.DueAt, next)
                                .SetProperty(e => e.Error, error),
                        ct
                    ),
            ct: ct
        );
    }

    private async Task FinishAsync(Guid runId, CancellationToken ct)
    {
        if (await HasPendingAsync(runId, ct))
        {
            return;
        }

        var now = clock.GetUtcNow();
        await db.WriteAsync(
            async () =>
            {
                await db.Set<BulkRun>().Where(r => r.Id == runId && r.FinishedAt == null).Select(r => r.Id).ForUpdate().ToListAsync(ct);

                // Looked up again behind the lock: staff may have continued the run.
                var pending = db.Set<BulkEntry>().Where(e => e.RunId == runId && e.Status == BulkEntryStatus.Pending);
                await db.Set<BulkRun>()
                    .Where(r => r.Id == runId && r.FinishedAt == null && !pending.Any())
                    .ExecuteUpdateAsync(set => set.SetProperty(r => r.FinishedAt, now), ct);
            },
            ct: ct
        );
    }

    private Task<bool> HasPendingAsync(Guid runId, CancellationToken ct) =>
        db.Set<BulkEntry>().AnyAsync(e => e.RunId == runId && e.Status == BulkEntryStatus.Pending, ct);

    [LoggerMessage(Level = LogLevel.Error, Message = "Order {OrderId} of bulk action {RunId} failed; it will be retried")]
    private static partial void OrderFailed(ILogger logger, Guid orderId, Guid runId, Exception error);
}
