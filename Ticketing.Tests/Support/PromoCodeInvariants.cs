using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Promotions;
using Ticketing.Features.Tickets;

namespace Ticketing.Tests.Support;

internal static class PromoCodeInvariants
{
    /// <summary>
    /// The counts of a code are those of its open and sold holds, less what was refunded if the code says so, and within its limits.
    /// </summary>
    /// <param name="people">Whom those holds are counted for.</param>
    public static void Assert(
        List<PromoCode> codes,
        List<PromoCodePerson> people,
        List<Hold> holds,
        List<Order> orders,
        List<Ticket> tickets
    )
    {
        var counted = holds.Where(h => h.Status is HoldStatus.Live or HoldStatus.InPayment or HoldStatus.Sold).ToLookup(h => h.PromoCodeId);
        var orderOf = orders.ToDictionary(o => o.HoldId);
        var valid = tickets.Where(t => t.Status == TicketStatus.Valid).ToLookup(t => t.OrderId);
        foreach (var code in codes)
        {
            var used = counted[code.Id].ToDictionary(h => h.Id, h => GetUse(code, h, orderOf.GetValueOrDefault(h.Id), valid));
            var uses = used.Values;
            Xunit.Assert.Equal(
                counted[code.Id].Where(h => h.PromoPersonKey is not null).Sum(h => used[h.Id].Tickets),
                people.Where(person => person.PromoCodeId == code.Id).Sum(person => person.Tickets)
            );
            Xunit.Assert.Equal(uses.Sum(use => use.Tickets), code.UsedTickets);
            Xunit.Assert.Equal(uses.Sum(use => use.Orders), code.UsedOrders);
            Xunit.Assert.Equal(uses.Sum(use => use.Discount), code.UsedBudget);
            Xunit.Assert.InRange(code.UsedTickets, 0, code.MaxTickets ?? int.MaxValue);
            Xunit.Assert.InRange(code.UsedOrders, 0, code.MaxOrders ?? int.MaxValue);
            Xunit.Assert.InRange(code.UsedBudget, 0, code.Budget ?? long.MaxValue);
        }

        AssertPrices(holds, orders);
    }

    private static CodeUse GetUse(PromoCode code, Hold hold, Order? order, ILookup<Guid, Ticket> valid)
    {
        if (!code.ReturnsOnRefund || hold.Status != HoldStatus.Sold)
        {
            return hold.GetCodeUse()!;
        }

        var discounts = order!.Lines.Where(line => line.UsesCode).ToDictionary(line => line.TicketTypeId, line => line.UnitDiscount);
        var kept = valid[order.Id].Where(ticket => discounts.ContainsKey(ticket.TicketTypeId)).ToList();
        return new CodeUse(code.Id, kept.Count, kept.Count > 0 ? 1 : 0, kept.Sum(ticket => discounts[ticket.TicketTypeId]));
    }

    // Whatever has become of the code, an order has the price of its hold.
    private static void AssertPrices(List<Hold> holds, List<Order> orders)
    {
        var held = holds.ToDictionary(h => h.Id);
        foreach (var order in orders.Where(o => o.PromoCodeId is not null))
        {
            var hold = held[order.HoldId];
            Xunit.Assert.Equal(hold.PromoCode, order.PromoCode);
            Xunit.Assert.Equal(hold.Lines.Sum(line => line.FaceValue * line.Quantity), order.FaceValue);
            Xunit.Assert.Equal(hold.GetCodeUse()!.Discount, order.Discount);
        }
    }
}
