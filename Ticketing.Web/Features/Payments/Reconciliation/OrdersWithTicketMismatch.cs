using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Payments.Disputes;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Payments.Reconciliation;

/// <summary>Finds candidates cheaply; <see cref="RecordComparison.FindTicketMismatches"/> makes the final check.</summary>
public sealed class OrdersWithTicketMismatch(TicketingDbContext db, TimeProvider clock)
{
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(366);

    private const int MaxOrders = 200;

    /// <remarks>Scans a year of refunds by index and the few disputes, but neither tickets nor payments.</remarks>
    public async Task<IReadOnlyList<Guid>> FindOrderIdsAsync(CancellationToken ct)
    {
        var since = clock.GetUtcNow() - LookBack;
        var valid = db.Set<Ticket>().Where(t => t.Status == TicketStatus.Valid);
        var refunded = db.Set<Refund>()
            .Where(r =>
                r.RequestedAt >= since
                && r.Cause == RefundCause.MadeAtProvider
                && r.Status == RefundStatus.Succeeded
                && valid.Any(t => t.OrderId == r.OrderId)
            )
            .OrderByDescending(r => r.RequestedAt)
            .Take(MaxOrders)
            .Select(r => r.OrderId);
        var lost = db.Set<Dispute>()
            .Where(d => d.Status == DisputeStatus.Lost && valid.Any(t => t.OrderId == d.OrderId))
            .OrderByDescending(d => d.OpenedAt)
            .Take(MaxOrders)
            .Select(d => d.OrderId);
        var won = db.Set<Dispute>()
            .Where(d => d.Status == DisputeStatus.Won && valid.Any(t => t.OrderId == d.OrderId && t.SuspendedAt != null))
            .OrderByDescending(d => d.OpenedAt)
            .Take(MaxOrders)
            .Select(d => d.OrderId);
        return [.. (await refunded.ToListAsync(ct)).Concat(await lost.ToListAsync(ct)).Concat(await won.ToListAsync(ct)).Distinct()];
    }
}
