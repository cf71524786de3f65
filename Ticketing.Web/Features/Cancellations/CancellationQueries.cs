using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Cancellations;

public sealed record FailedEntry(Guid OrderId, string Reference, string BuyerName, string Reason);

public sealed record CancellationProgress
{
    public required CancellationRun Run { get; init; }
    public required int Pending { get; init; }
    public required int AwaitingRefund { get; init; }
    public required int Refunded { get; init; }

    /// <summary>Number of orders whose money staff still have to hand back.</summary>
    public required int ToHandBack { get; init; }

    public required int Failed { get; init; }

    /// <summary>The first <see cref="CancellationQueries.MaxFailures"/>.</summary>
    public required IReadOnlyList<FailedEntry> Failures { get; init; }

    /// <summary>Number of orders with an email address: nobody else can be told.</summary>
    public required int WithEmail { get; init; }

    /// <summary>Each once, however many orders they have.</summary>
    public required int BuyersWithEmail { get; init; }

    /// <summary>Number of holds that are still open.</summary>
    public required int Held { get; init; }

    public int Orders => Pending + AwaitingRefund + Refunded + ToHandBack + Failed;

    /// <summary>Each order without an address counts as one.</summary>
    public int Buyers => BuyersWithEmail + Orders - WithEmail;

    public bool IsFinished => Run.FinishedAt is not null;

    /// <summary>False if only failures are left, which wait for staff.</summary>
    public bool IsWorking => !IsFinished && (Pending + AwaitingRefund + Held > 0 || Failed == 0);
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
        var entries = Entries(run);
        var owed = db.Set<Refund>().Owed();
        var toHandBack = await entries
            .Where(e => e.Status == CancellationEntryStatus.Refunded)
            .CountAsync(e => owed.Any(r => r.Id == e.RefundId), ct);
        var withEmail = db.Set<Order>().Where(o => o.BuyerEmail != "" && entries.Any(e => e.OrderId == o.Id));
        return new CancellationProgress
        {
            Run = run,
            Pending = CountIn(CancellationEntryStatus.Pending),
            AwaitingRefund = CountIn(CancellationEntryStatus.RefundPending),
            Refunded = CountIn(CancellationEntryStatus.Refunded) - toHandBack,
            ToHandBack = toHandBack,
            Failed = CountIn(CancellationEntryStatus.Failed),
            Failures = await FailuresAsync(run, ct),
            WithEmail = await withEmail.CountAsync(ct),
            BuyersWithEmail = await withEmail.Select(o => o.BuyerEmailKey).Distinct().CountAsync(ct),
            Held = held,
        };

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
