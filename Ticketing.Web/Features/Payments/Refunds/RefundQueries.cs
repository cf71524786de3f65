using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Paging;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Payments.Refunds;

public sealed record ListedRefund(Refund Refund, RefundedSale Sale);

/// <param name="PaidWith">English, as stored with the order.</param>
/// <param name="PaymentReference">The provider's, or the one on the card terminal's slip.</param>
public sealed record RefundedSale(string Reference, string BuyerName, string? PaidWith, string? PaymentReference)
{
    public static RefundedSale From(Order order) => new(order.Reference, order.BuyerName, order.PaidWith, order.PaymentReference);
}

public sealed record OwedRefunds(int Count, IReadOnlyList<Money> Amounts);

/// <summary>By request time; <paramref name="Until"/> is exclusive.</summary>
/// <param name="SalesOnly">Excludes payments that arrived too late: they never were sales.</param>
/// <param name="Owed">True for refunds that staff still have to pay back, false for all others.</param>
public sealed record RefundFilter(
    RefundStatus? Status = null,
    Guid? EventId = null,
    OrderChannel? Channel = null,
    DateTimeOffset? From = null,
    DateTimeOffset? Until = null,
    bool SalesOnly = false,
    bool? Owed = null
);

public sealed class RefundQueries(TicketingDbContext db)
{
    public const int PageSize = 50;

    public Task<Refund?> FindAsync(Guid id, CancellationToken ct) => WithLines.FirstOrDefaultAsync(r => r.Id == id, ct);

    /// <summary>Oldest first.</summary>
    public async Task<IReadOnlyList<Refund>> GetForOrderAsync(Guid orderId, CancellationToken ct) =>
        await WithLines.Where(r => r.OrderId == orderId).OrderBy(r => r.RequestedAt).ThenBy(r => r.Id).ToListAsync(ct);

    /// <summary>By order, in minor units; orders without a refund are missing.</summary>
    public Task<Dictionary<Guid, long>> GetRefundedAsync(IReadOnlyCollection<Guid> orderIds, CancellationToken ct) =>
        db.Set<Refund>()
            .ReducingSales()
            .Where(r => orderIds.Contains(r.OrderId))
            .GroupBy(r => r.OrderId)
            .Select(group => new { group.Key, Amount = group.Sum(r => r.Amount) })
            .Where(sum => sum.Amount > 0)
            .ToDictionaryAsync(sum => sum.Key, sum => sum.Amount, ct);

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

    /// <param name="eventId">Null for all events.</param>
    public async Task<OwedRefunds> GetOwedAsync(Guid? eventId, CancellationToken ct)
    {
        var sums = await Matching(new RefundFilter(EventId: eventId, Owed: true))
            .GroupBy(r => r.Currency)
            .Select(group => new
            {
                Currency = group.Key,
                Count = group.Count(),
                Amount = group.Sum(r => r.Amount),
            })
            .ToListAsync(ct);
        return new OwedRefunds(sums.Sum(sum => sum.Count), [.. sums.Select(sum => new Money(sum.Amount, sum.Currency))]);
    }

    private IQueryable<Refund> Matching(RefundFilter filter)
    {
        var refunds = db.Set<Refund>().AsNoTracking();
        refunds = filter.Owed switch
        {
            true => refunds.Owed(),
            false => refunds.Where(r => r.Amount == 0 || r.HandedBackAt != null || (r.PaymentId != null && r.ManualMethod == null)),
            null => refunds,
        };
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
            new RefundedSale(
                db.Set<Order>().Where(o => o.Id == r.OrderId).Select(o => o.Reference).First(),
                db.Set<Order>().Where(o => o.Id == r.OrderId).Select(o => o.BuyerName).First(),
                db.Set<Order>().Where(o => o.Id == r.OrderId).Select(o => o.PaidWith).First(),
                db.Set<Order>().Where(o => o.Id == r.OrderId).Select(o => o.PaymentReference).First()
            )
        ));

    private IQueryable<Refund> WithLines => db.Set<Refund>().AsNoTracking().Include(r => r.Lines.OrderBy(l => l.Number));
}
