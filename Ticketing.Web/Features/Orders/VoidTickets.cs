using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders.FreeTickets;
using Ticketing.Features.Promotions;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Orders;

/// <summary>Call it in a transaction that has locked the order's hold.</summary>
public sealed class VoidTickets(
    TicketingDbContext db,
    Stock stock,
    FreeTicketClaims freeTickets,
    PromoCodeUses codes,
    TicketHolds holds,
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
        var free = order.Lines.Where(line => line.IsFree).Select(line => line.TicketTypeId).ToHashSet();
        await freeTickets.ReleaseAsync(order, tickets.Count(t => free.Contains(t.TicketTypeId)), ct);
        await ReturnCodeAsync(order, tickets, ct);
        await webhooks.QueueVoidedAsync(order, tickets, ct);
        return true;
    }

    private async Task ReturnCodeAsync(Order order, IReadOnlyCollection<Ticket> tickets, CancellationToken ct)
    {
        var discounts = order.Lines.Where(line => line.UsesCode).ToDictionary(line => line.TicketTypeId, line => line.UnitDiscount);
        var returned = tickets.Where(ticket => discounts.ContainsKey(ticket.TicketTypeId)).ToList();
        if (order.PromoCodeId is not { } code || returned.Count == 0)
        {
            return;
        }

        var types = discounts.Keys.ToList();
        var keepsSome = await db.Set<Ticket>()
            .AnyAsync(t => t.OrderId == order.Id && t.Status == TicketStatus.Valid && types.Contains(t.TicketTypeId), ct);
        var use = new CodeUse(code, returned.Count, keepsSome ? 0 : 1, returned.Sum(ticket => discounts[ticket.TicketTypeId]));
        if (await codes.ReturnRefundedAsync(use, ct))
        {
            await codes.ReleasePersonAsync((await holds.GetAsync(order.HoldId, ct)).PromoPersonKey, returned.Count, ct);
        }
    }

    /// <summary>Closes an order without valid tickets.</summary>
    public Task<int> CloseRefundedAsync(Guid orderId, CancellationToken ct) =>
        db.Set<Order>()
            .Where(o => o.Id == orderId && o.Status == OrderStatus.Paid)
            .Where(o => !db.Set<Ticket>().Any(t => t.OrderId == o.Id && t.Status == TicketStatus.Valid))
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.Status, OrderStatus.Refunded), ct);
}
