using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Cancellations;

/// <summary>Each order is one transaction that locks its entry: a crash rolls it back, and processes work on different orders.</summary>
public sealed partial class CancellationJob(
    TicketingDbContext db,
    ProcessCancellationEntry processEntry,
    ReleaseEventHolds eventHolds,
    TimeProvider clock,
    ILogger<CancellationJob> log
) : IBackgroundJob
{
    /// <summary>After this many attempts, staff have to process the order.</summary>
    public const int MaxAttempts = 5;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(10);

    public static TimeSpan Interval => TimeSpan.FromSeconds(3);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        foreach (
            var run in await db.Set<CancellationRun>()
                .AsNoTracking()
                .Where(r => r.FinishedAt == null)
                .OrderBy(r => r.StartedAt)
                .ToListAsync(ct)
        )
        {
            await eventHolds.ReleaseAsync(run.EventId, ct);

            // All orders in one run: releasing the holds asks the payment provider, and must not be repeated for each order.
            while (await TryNextAsync(run, ct)) { }

            await UpdateFromRefundsAsync(run.Id, ct);
            await FinishAsync(run, ct);
        }

        return JobResult.Done;
    }

    /// <returns>False if nothing is due.</returns>
    private async Task<bool> TryNextAsync(CancellationRun run, CancellationToken ct)
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
#pragma warning disable CA1031 // An error in one order must not block the refunds of the others.
        catch (Exception error) when (orderId is not null && !DatabaseErrors.IsOutage(error) && !ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            RefundFailed(log, orderId.Value, error);
            await PostponeAsync(run.Id, orderId.Value, error.GetType().Name, ct);
            return true;
        }
    }

    private Task<int> PostponeAsync(Guid runId, Guid orderId, string error, CancellationToken ct)
    {
        var next = clock.GetUtcNow() + RetryDelay;
        return db.WriteAsync(
            () =>
                Entries(runId)
                    .Where(e => e.OrderId == orderId && e.Status == CancellationEntryStatus.Pending)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(
                                    e => e.Status,
                                    e => e.Attempts + 1 >= MaxAttempts ? CancellationEntryStatus.Failed : CancellationEntryStatus.Pending
                                )
                                .SetProperty(e => e.Attempts, e => e.Attempts + 1)
                                .SetProperty(e => e.DueAt, next)
                                .SetProperty(e => e.Error, $"The program could not refund this order ({error})."),
                        ct
                    ),
            ct: ct
        );
    }

    private async Task UpdateFromRefundsAsync(Guid runId, CancellationToken ct)
    {
        foreach (var (refunds, status) in CancellationEntryRefunds.StatusByRefund)
        {
            var moved = Entries(runId).WhereOutdated(db, refunds, status);
            if (await moved.AnyAsync(ct))
            {
                await db.WriteAsync(() => moved.ExecuteUpdateAsync(set => set.SetProperty(e => e.Status, status), ct), ct: ct);
            }
        }
    }

    private async Task FinishAsync(CancellationRun run, CancellationToken ct)
    {
        if (
            await Entries(run.Id).AnyAsync(e => e.Status != CancellationEntryStatus.Refunded, ct)
            || await eventHolds.AnyAsync(run.EventId, ct)
        )
        {
            return;
        }

        var now = clock.GetUtcNow();
        await db.WriteAsync(
            () =>
                db.Set<CancellationRun>()
                    .Where(r => r.Id == run.Id && r.FinishedAt == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(r => r.FinishedAt, now), ct),
            ct: ct
        );
    }

    private IQueryable<CancellationEntry> Entries(Guid runId) => db.Set<CancellationEntry>().Where(e => e.RunId == runId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Order {OrderId} of a cancelled event could not be refunded; it will be retried")]
    private static partial void RefundFailed(ILogger logger, Guid orderId, Exception error);
}
