using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Orders;

public sealed class RevenueQueries(TicketingDbContext db)
{
    /// <returns>By event, one amount per currency.</returns>
    public async Task<ILookup<Guid, Money>> GetByEventAsync(IReadOnlyCollection<Guid> events, CancellationToken ct)
    {
        var sums = await db.Set<Order>()
            .Where(o => events.Contains(o.EventId) && o.Status == OrderStatus.Paid)
            .GroupBy(o => new { o.EventId, o.Currency })
            .Select(sale => new
            {
                sale.Key.EventId,
                sale.Key.Currency,
                Total = sale.Sum(o => o.Total),
            })
            .ToListAsync(ct);
        return sums.ToLookup(sum => sum.EventId, sum => new Money(sum.Total, sum.Currency));
    }
}
