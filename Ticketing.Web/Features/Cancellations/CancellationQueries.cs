using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Cancellations;

public sealed record FailedEntry(Guid OrderId, string Reference, string BuyerName, string Reason);

/// <param name="Failures">The first <see cref="CancellationQueries.MaxFailures"/>.</param>
public sealed record CancellationProgress(
    CancellationRun Run,
    int Pending,
    int AwaitingRefund,
    int Refunded,
    int Failed,
    IReadOnlyList<FailedEntry> Failures,
    int Held
)
{
    public int Orders => Pending + AwaitingRefund + Refunded + Failed;

    public bool IsFinished => Run.FinishedAt is not null;

    /// <summary>False if only failures are left, which wait for staff.</summary>
    public bool IsWorking => Pending + AwaitingRefund + Held > 0;
}

public sealed class CancellationQueries(TicketingDbContext db)
{
    public const int MaxFailures = 100;

    /// <returns>Null if the event was not cancelled.</returns>
    public Task<CancellationRun?> FindRunAsync(Guid eventId, CancellationToken ct) =>
        db.Set<CancellationRun>().AsNoTracking().FirstOrDefaultAsync(r => r.EventId == eventId, ct);

    public async Task<CancellationProgress?> FindAsync(Guid eventId, CancellationToken ct)
    {
        if (await FindRunAsync(eventId, ct) is not { } run)
        {
            return null;
        }

        var counts = await Entries(run)
            .GroupBy(e => e.Status)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var held = await db.Set<Hold>()
            .CountAsync(h => h.EventId == eventId && (h.Status == HoldStatus.Live || h.Status == HoldStatus.InPayment), ct);
        return new CancellationProgress(
            run,
            CountIn(CancellationEntryStatus.Pending),
            CountIn(CancellationEntryStatus.RefundPending),
            CountIn(CancellationEntryStatus.Refunded),
            CountIn(CancellationEntryStatus.Failed),
            await FailuresAsync(run, ct),
            held
        );

        int CountIn(CancellationEntryStatus status) => counts.GetValueOrDefault(status);
    }

    private async Task<IReadOnlyList<FailedEntry>> FailuresAsync(CancellationRun run, CancellationToken ct) =>
        await (
            from entry in Entries(run).Where(e => e.Status == CancellationEntryStatus.Failed)
            join order in db.Set<Order>() on entry.OrderId equals order.Id
            join refund in db.Set<Refund>() on entry.RefundId equals refund.Id into refunds
            from refund in refunds.DefaultIfEmpty()
            orderby order.Reference
            select new FailedEntry(order.Id, order.Reference, order.BuyerName, entry.Error ?? refund.LastError ?? "")
        )
            .Take(MaxFailures)
            .ToListAsync(ct);

    private IQueryable<CancellationEntry> Entries(CancellationRun run) =>
        db.Set<CancellationEntry>().AsNoTracking().Where(e => e.RunId == run.Id);
}
