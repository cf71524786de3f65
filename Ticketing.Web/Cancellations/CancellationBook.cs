using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Holds;
using Ticketing.Orders;
using Ticketing.Payments.Refunds;

namespace Ticketing.Cancellations;

/// <param name="Reason">Why, as staff read it.</param>
public sealed record FailedEntry(Guid OrderId, string Reference, string BuyerName, string Reason);

/// <summary>How far a run has come.</summary>
/// <param name="Failures">The first of them.</param>
/// <param name="Held">Holds that could not be ended yet.</param>
public sealed record CancellationProgress(CancellationRun Run, int Pending, int Told, int Refunded, int Failed, IReadOnlyList<FailedEntry> Failures, int Held)
{
    public int Orders => Pending + Told + Refunded + Failed;

    public bool IsFinished => Run.FinishedAt is not null;

    /// <summary>The program is at it; where only failures are left, it is the staff's turn.</summary>
    public bool IsWorking => Pending + Told + Held > 0;
}

/// <summary>Tells how runs stand; read only.</summary>
public sealed class CancellationBook(TicketingDbContext db)
{
    public const int MostFailures = 100;

    /// <returns>Null where the event was not called off.</returns>
    public Task<CancellationRun?> FindRunAsync(Guid eventId, CancellationToken ct) =>
        db.Set<CancellationRun>().AsNoTracking().FirstOrDefaultAsync(r => r.EventId == eventId, ct);

    public async Task<CancellationProgress?> FindAsync(Guid eventId, CancellationToken ct)
    {
        if (await FindRunAsync(eventId, ct) is not { } run)
        {
            return null;
        }

        var counts = await Entries(run).GroupBy(e => e.Status).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var held = await db.Set<Hold>().CountAsync(h => h.EventId == eventId && (h.Status == HoldStatus.Live || h.Status == HoldStatus.InPayment), ct);
        return new CancellationProgress(
            run, Of(EntryStatus.Pending), Of(EntryStatus.Told), Of(EntryStatus.Refunded), Of(EntryStatus.Failed), await FailuresAsync(run, ct), held);

        int Of(EntryStatus status) => counts.GetValueOrDefault(status);
    }

    private async Task<IReadOnlyList<FailedEntry>> FailuresAsync(CancellationRun run, CancellationToken ct) => await (
        from entry in Entries(run).Where(e => e.Status == EntryStatus.Failed)
        join order in db.Set<Order>() on entry.OrderId equals order.Id
        join refund in db.Set<Refund>() on entry.RefundId equals refund.Id into refunds
        from refund in refunds.DefaultIfEmpty()
        orderby order.Reference
        select new FailedEntry(order.Id, order.Reference, order.BuyerName, entry.Error ?? refund.LastError ?? "")).Take(MostFailures).ToListAsync(ct);

    private IQueryable<CancellationEntry> Entries(CancellationRun run) => db.Set<CancellationEntry>().AsNoTracking().Where(e => e.RunId == run.Id);
}
