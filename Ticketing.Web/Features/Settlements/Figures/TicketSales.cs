using Ticketing.Features.Orders;

namespace Ticketing.Features.Settlements.Figures;

/// <param name="Price">Face value of each, in minor units.</param>
/// <param name="Refunded">Number of tickets.</param>
/// <param name="Refunds">The refunded amount.</param>
public sealed record TicketSales(
    string Category,
    OrderChannel Channel,
    long Price,
    int Sold,
    int Refunded,
    FaceAndFee Gross,
    FaceAndFee Refunds
)
{
    public FaceAndFee Net => Gross - Refunds;

    /// <summary>By type, then channel, then price descending; refunds without tickets last.</summary>
    internal static IReadOnlyList<TicketSales> From(
        SettlementData rows,
        IReadOnlyDictionary<Guid, SettlementOrder> orders,
        IReadOnlyDictionary<Guid, FaceAndFee> unallocated
    )
    {
        var types = rows.Types.Index().ToDictionary(type => type.Item.Id, type => (type.Index, type.Item.Category));
        var lines = rows.Lines.Where(line => orders.ContainsKey(line.OrderId)).ToList();
        var prices = lines.ToDictionary(line => (line.OrderId, line.TypeId), line => line.UnitFaceValue);
        var returned = rows
            .RefundedTickets.Where(ticket => orders.ContainsKey(ticket.OrderId))
            .ToLookup(ticket => (ticket.TypeId, orders[ticket.OrderId].Channel, prices[(ticket.OrderId, ticket.TypeId)]));
        return
        [
            .. lines
                .GroupBy(line => (line.TypeId, orders[line.OrderId].Channel, line.UnitFaceValue))
                .OrderBy(group => types[group.Key.TypeId].Index)
                .ThenBy(group => group.Key.Channel)
                .ThenByDescending(group => group.Key.UnitFaceValue)
                .Select(group => new TicketSales(
                    types[group.Key.TypeId].Category,
                    group.Key.Channel,
                    group.Key.UnitFaceValue,
                    group.Sum(line => line.Quantity),
                    returned[group.Key].Count(),
                    FaceAndFee.Sum(
                        group.Select(line => new FaceAndFee(line.UnitFaceValue * line.Quantity, line.UnitBookingFee * line.Quantity))
                    ),
                    FaceAndFee.Sum(returned[group.Key].Select(ticket => new FaceAndFee(ticket.FaceValue, ticket.BookingFee)))
                )),
            .. unallocated.Count == 0
                ? Array.Empty<TicketSales>()
                : [new TicketSales(UnallocatedRefunds.Label, OrderChannel.Online, 0, 0, 0, default, FaceAndFee.Sum(unallocated.Values))],
        ];
    }
}
