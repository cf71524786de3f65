using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Insights.Events;

public sealed class RevenueQueries(TicketingDbContext db)
{
    /// <summary>Of all sales, less refunds.</summary>
    /// <returns>By event, one amount per currency.</returns>
    public async Task<ILookup<Guid, Money>> GetNetByEventAsync(IReadOnlyCollection<Guid> events, CancellationToken ct)
    {
        var sales = await db.Sold()
            .Where(o => events.Contains(o.EventId))
            .GroupBy(o => new { o.EventId, o.Currency })
            .Select(sold => new
            {
                sold.Key.EventId,
                sold.Key.Currency,
                Total = sold.Sum(o => o.Total),
            })
            .ToListAsync(ct);
        var refunds = await (
            from refund in db.RefundsOfSales()
            join order in db.Set<Order>() on refund.OrderId equals order.Id
            where events.Contains(order.EventId)
            group refund.Amount by new { order.EventId, refund.Currency } into back
            select new
            {
                back.Key.EventId,
                back.Key.Currency,
                Total = -back.Sum(),
            }
        ).ToListAsync(ct);
        return sales
            .Concat(refunds)
            .GroupBy(sum => (sum.EventId, sum.Currency))
            .ToLookup(sums => sums.Key.EventId, sums => new Money(sums.Sum(sum => sum.Total), sums.Key.Currency));
    }
}
