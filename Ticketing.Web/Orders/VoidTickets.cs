using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Events;
using Ticketing.Tickets;

namespace Ticketing.Orders;

/// <summary>Takes tickets of a sold order back. Belongs into a write that has locked the order's hold.</summary>
public sealed class VoidTickets(TicketingDbContext db, Stock stock)
{
    /// <summary>The tickets admit nobody any more, codes made before are dead, and the places can be sold again.</summary>
    /// <returns>False where one of them was void already: roll back.</returns>
    public async Task<bool> VoidAsync(Order order, IReadOnlyCollection<Ticket> tickets, CancellationToken ct)
    {
        var ids = tickets.Select(t => t.Id).ToList();
        var voided = await db.Set<Ticket>()
            .Where(t => t.OrderId == order.Id && ids.Contains(t.Id) && t.Status == TicketStatus.Valid)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.Status, TicketStatus.Void).SetProperty(t => t.Issue, t => t.Issue + 1), ct);
        if (voided != ids.Count)
        {
            return false;
        }

        var lines = tickets.GroupBy(t => t.TicketTypeId).Select(type => new StockLine(type.Key, type.Count())).ToList();
        await stock.TakeBackAsync(order.EventId, lines, ct);
        return true;
    }

    /// <summary>An order without a valid ticket is done with, once its money has gone back.</summary>
    public Task<int> CloseRefundedAsync(Guid orderId, CancellationToken ct) => db.Set<Order>()
        .Where(o => o.Id == orderId && o.Status == OrderStatus.Paid)
        .Where(o => !db.Set<Ticket>().Any(t => t.OrderId == o.Id && t.Status == TicketStatus.Valid))
        .ExecuteUpdateAsync(set => set.SetProperty(o => o.Status, OrderStatus.Refunded), ct);
}
