using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Paging;

namespace Ticketing.Features.Payments.Refunds;

/// <param name="OrderReference">The order's.</param>
public sealed record ListedRefund(Refund Refund, string OrderReference, string BuyerName);

/// <summary>By request time; <paramref name="Until"/> is exclusive.</summary>
/// <param name="SalesOnly">Excludes payments that arrived too late: they never were sales.</param>
public sealed record RefundFilter(
    RefundStatus? Status = null,
    Guid? EventId = null,
    OrderChannel? Channel = null,
    DateTimeOffset? From = null,
    DateTimeOffset? Until = null,
    bool SalesOnly = false
);

public sealed class RefundQueries(TicketingDbContext db)
{
    public const int PageSize = 50;

    public Task<Refund?> FindAsync(Guid id, CancellationToken ct) => WithLines.FirstOrDefaultAsync(r => r.Id == id, ct);

    /// <summary>Oldest first.</summary>
    public async Task<IReadOnlyList<Refund>> GetForOrderAsync(Guid orderId, CancellationToken ct) =>
        await WithLines.Where(r => r.OrderId == orderId).OrderBy(r => r.RequestedAt).ThenBy(r => r.Id).ToListAsync(ct);

    /// <summary>Still refundable online, in minor units; null if nothing was paid online.</summary>
    public Task<long?> GetRefundableAmountAsync(Guid orderId, CancellationToken ct) =>
        db.Set<Payment>()
            .Where(p => p.OrderId == orderId && p.Status == PaymentStatus.Paid)
            .MaxAsync(p => (long?)(p.Amount - p.Refunded), ct);

    /// <param name="place">Null for the first page.</param>
    public async Task<KeysetPage<ListedRefund>> GetPageAsync(RefundFilter filter, PagePosition? place, CancellationToken ct)
    {
        var refunds = Matching(filter).StartAt(place, r => r.RequestedAt, r => r.Id).Take(PageSize + 1);
        var found = await ToListed(refunds).ToListAsync(ct);
        return found.ToKeysetPage(PageSize, place, row => (row.Refund.RequestedAt, row.Refund.Id));
    }

    public Task<int> CountAsync(RefundStatus status, CancellationToken ct) => db.Set<Refund>().CountAsync(r => r.Status == status, ct);

    private IQueryable<Refund> Matching(RefundFilter filter)
    {
        var refunds = db.Set<Refund>().AsNoTracking();
        refunds = filter.Status is { } status ? refunds.Where(r => r.Status == status) : refunds;
        refunds = filter.From is { } from ? refunds.Where(r => r.RequestedAt >= from) : refunds;
        refunds = filter.Until is { } until ? refunds.Where(r => r.RequestedAt < until) : refunds;
        refunds = filter.SalesOnly ? refunds.Where(r => r.Cause != RefundCause.PaidTooLate) : refunds;
        if (filter.EventId is null && filter.Channel is null)
        {
            return refunds;
        }

        var (eventId, channel) = (filter.EventId, filter.Channel);
        return refunds.Where(r =>
            db.Set<Order>()
                .Any(o => o.Id == r.OrderId && (eventId == null || o.EventId == eventId) && (channel == null || o.Channel == channel))
        );
    }

    private IQueryable<ListedRefund> ToListed(IQueryable<Refund> refunds) =>
        refunds.Select(r => new ListedRefund(
            r,
            db.Set<Order>().Where(o => o.Id == r.OrderId).Select(o => o.Reference).First(),
            db.Set<Order>().Where(o => o.Id == r.OrderId).Select(o => o.BuyerName).First()
        ));

    private IQueryable<Refund> WithLines => db.Set<Refund>().AsNoTracking().Include(r => r.Lines.OrderBy(l => l.Number));
}
