using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Payments.Disputes;
using Ticketing.Payments.Refunds;
using Ticketing.Tickets;

namespace Ticketing.Payments.Review;

/// <summary>Finds candidates cheaply; <see cref="Comparison.OfTickets"/> makes the final check.</summary>
public sealed class MoneyGone(TicketingDbContext db, TimeProvider clock)
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(366);

    private const int Most = 200;

    /// <remarks>Scans a year of refunds by index and the few disputes, but neither tickets nor payments.</remarks>
    public async Task<IReadOnlyList<Guid>> OrdersAsync(CancellationToken ct)
    {
        var since = clock.GetUtcNow() - Year;
        var valid = db.Set<Ticket>().Where(t => t.Status == TicketStatus.Valid);
        var refunded = db.Set<Refund>()
            .Where(r => r.RequestedAt >= since && r.Reason == TakeRefund.Dashboard && r.Status == RefundStatus.Succeeded
                && valid.Any(t => t.OrderId == r.OrderId))
            .OrderByDescending(r => r.RequestedAt).Take(Most).Select(r => r.OrderId);
        var lost = db.Set<Dispute>().Where(d => d.Status == DisputeStatus.Lost && valid.Any(t => t.OrderId == d.OrderId))
            .OrderByDescending(d => d.OpenedAt).Take(Most).Select(d => d.OrderId);
        var won = db.Set<Dispute>().Where(d => d.Status == DisputeStatus.Won && valid.Any(t => t.OrderId == d.OrderId && t.SuspendedAt != null))
            .OrderByDescending(d => d.OpenedAt).Take(Most).Select(d => d.OrderId);
        return [.. (await refunded.ToListAsync(ct)).Concat(await lost.ToListAsync(ct)).Concat(await won.ToListAsync(ct)).Distinct()];
    }
}
