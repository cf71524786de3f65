using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Search;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Insights.Sales;

/// <param name="Orders">Of every status.</param>
/// <param name="Tickets">Valid ones.</param>
/// <param name="Net">Sales less refunds, one amount for each currency.</param>
public sealed record OrderTotals(int Orders, int Tickets, IReadOnlyList<Money> Net);

/// <summary>Sums of a list of orders. Longer lists are not summed, so that no page reads all orders.</summary>
public sealed class OrderTotalsQueries(TicketingDbContext db, OrderSearch search)
{
    public const int MaxOrders = 10_000;

    /// <returns>Null if more than <see cref="MaxOrders"/> match.</returns>
    public Task<OrderTotals?> GetAsync(OrderFilter filter, CancellationToken ct) => GetAsync(filter, MaxOrders, ct);

    internal async Task<OrderTotals?> GetAsync(OrderFilter filter, int max, CancellationToken ct)
    {
        if (await search.FindNewestAsync(filter, max + 1, ct) is not { } orders)
        {
            return new OrderTotals(0, 0, []);
        }

        var sales = await GetSalesAsync(orders, ct);
        if (sales.Sum(sale => sale.Orders) is var count && count > max)
        {
            return null;
        }

        var ids = orders.Select(o => o.Id);
        var tickets = await db.Set<Ticket>().CountAsync(t => t.Status == TicketStatus.Valid && ids.Contains(t.OrderId), ct);
        var sold = orders.Where(o => o.Status == OrderStatus.Paid || o.Status == OrderStatus.Refunded).Select(o => o.Id);
        var refunds = await GetRefundsAsync(sold, ct);
        return new OrderTotals(
            count,
            tickets,
            [.. sales.Select(sale => new Money(sale.Sold - refunds.GetValueOrDefault(sale.Currency), sale.Currency))]
        );
    }

    private static Task<List<SalesSum>> GetSalesAsync(IQueryable<Order> orders, CancellationToken ct) =>
        orders
            .GroupBy(o => o.Currency)
            .Select(group => new SalesSum(
                group.Key,
                group.Count(),
                group.Sum(o => o.Status == OrderStatus.Paid || o.Status == OrderStatus.Refunded ? o.Total : 0)
            ))
            .ToListAsync(ct);

    private Task<Dictionary<string, long>> GetRefundsAsync(IQueryable<Guid> orderIds, CancellationToken ct) =>
        db.Set<Refund>()
            .ReducingSales()
            .Where(r => orderIds.Contains(r.OrderId))
            .GroupBy(r => r.Currency)
            .Select(group => new { group.Key, Amount = group.Sum(r => r.Amount) })
            .ToDictionaryAsync(sum => sum.Key, sum => sum.Amount, ct);

    private sealed record SalesSum(string Currency, int Orders, long Sold);
}
