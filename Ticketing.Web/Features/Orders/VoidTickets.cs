using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Orders.FreeTickets;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Orders;

/// <summary>Call it in a transaction that has locked the order's hold.</summary>
public sealed class VoidTickets(
    TicketingDbContext db,
    Stock stock,
    FreeTicketClaims freeTickets,
    OrderWebhooks webhooks,
    TimeProvider clock
)
{
    /// <summary>Also invalidates their codes and puts the places back on sale.</summary>
    /// <returns>False if one was void already: roll back.</returns>
    public async Task<bool> VoidAsync(Order order, IReadOnlyCollection<Ticket> tickets, CancellationToken ct)
    {
        var (ids, now) = (tickets.Select(t => t.Id).ToList(), clock.GetUtcNow());
        var voided = await db.Set<Ticket>()
            .Where(t => t.OrderId == order.Id && ids.Contains(t.Id) && t.Status == TicketStatus.Valid)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(t => t.Status, TicketStatus.Void)
                        .SetProperty(t => t.Issue, t => t.Issue + 1)
                        .SetProperty(t => t.ChangedAt, now),
                ct
            );
        if (voided != ids.Count)
        {
            return false;
        }

        var lines = tickets.GroupBy(t => t.TicketTypeId).Select(type => new StockLine(type.Key, type.Count())).ToList();
        await stock.ReturnSoldAsync(order.EventId, lines, ct);
        var free = order.Lines.Where(line => line.Total == 0).Select(line => line.TicketTypeId).ToHashSet();
        await freeTickets.ReleaseAsync(order, tickets.Count(t => free.Contains(t.TicketTypeId)), ct);
        await webhooks.QueueVoidedAsync(order, tickets, ct);
        return true;
    }

    /// <summary>Closes an order without valid tickets.</summary>
    public Task<int> CloseRefundedAsync(Guid orderId, CancellationToken ct) =>
        db.Set<Order>()
            .Where(o => o.Id == orderId && o.Status == OrderStatus.Paid)
            .Where(o => !db.Set<Ticket>().Any(t => t.OrderId == o.Id && t.Status == TicketStatus.Valid))
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.Status, OrderStatus.Refunded), ct);
}
