using Ticketing.Orders;

namespace Ticketing.Settlements.Figures;

/// <summary>Tickets of one type that were sold in one way at one price.</summary>
/// <param name="Price">Face value of each, in minor units.</param>
/// <param name="Refunded">How many of the sold ones were given back.</param>
/// <param name="Gross">What all that were sold brought.</param>
/// <param name="Back">What of it goes back.</param>
public sealed record TicketSales(string Category, OrderChannel Channel, long Price, int Sold, int Refunded, FaceAndFee Gross, FaceAndFee Back)
{
    public FaceAndFee Net => Gross - Back;

    /// <summary>In the types' order; within a type by channel, then the dearest first. At last, where there are any, the refunds of no ticket.</summary>
    internal static IReadOnlyList<TicketSales> Of(
        SettlementRows rows, IReadOnlyDictionary<Guid, OrderRow> orders, IReadOnlyDictionary<Guid, FaceAndFee> loose)
    {
        var places = rows.Types.Index().ToDictionary(type => type.Item.Id, type => (type.Index, type.Item.Category));
        var lines = rows.Lines.Where(line => orders.ContainsKey(line.OrderId)).ToList();
        var prices = lines.ToDictionary(line => (line.OrderId, line.TypeId), line => line.UnitFaceValue);
        var returned = rows.Returned.Where(ticket => orders.ContainsKey(ticket.OrderId))
            .ToLookup(ticket => (ticket.TypeId, orders[ticket.OrderId].Channel, prices[(ticket.OrderId, ticket.TypeId)]));
        return
        [
            .. lines.GroupBy(line => (line.TypeId, orders[line.OrderId].Channel, line.UnitFaceValue))
                .OrderBy(group => places[group.Key.TypeId].Index).ThenBy(group => group.Key.Channel).ThenByDescending(group => group.Key.UnitFaceValue)
                .Select(group => new TicketSales(
                    places[group.Key.TypeId].Category, group.Key.Channel, group.Key.UnitFaceValue,
                    group.Sum(line => line.Quantity), returned[group.Key].Count(),
                    FaceAndFee.Sum(group.Select(line => new FaceAndFee(line.UnitFaceValue * line.Quantity, line.UnitBookingFee * line.Quantity))),
                    FaceAndFee.Sum(returned[group.Key].Select(ticket => new FaceAndFee(ticket.FaceValue, ticket.BookingFee))))),
            .. loose.Count == 0 ? Array.Empty<TicketSales>()
                : [new TicketSales(LooseRefunds.Label, OrderChannel.Online, 0, 0, 0, default, FaceAndFee.Sum(loose.Values))],
        ];
    }
}
