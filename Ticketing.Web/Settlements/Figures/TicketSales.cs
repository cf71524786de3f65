using Ticketing.Orders;

namespace Ticketing.Settlements.Figures;

/// <param name="Price">Face value of each, in minor units.</param>
/// <param name="Refunded">Number of tickets.</param>
/// <param name="Back">The refunded amount.</param>
public sealed record TicketSales(string Category, OrderChannel Channel, long Price, int Sold, int Refunded, FaceAndFee Gross, FaceAndFee Back)
{
    public FaceAndFee Net => Gross - Back;

    /// <summary>By type, then channel, then price descending; refunds without tickets last.</summary>
    internal static IReadOnlyList<TicketSales> Of(
        SettlementRows rows, IReadOnlyDictionary<Guid, OrderRow> orders, IReadOnlyDictionary<Guid, FaceAndFee> loose)
    {
        var types = rows.Types.Index().ToDictionary(type => type.Item.Id, type => (type.Index, type.Item.Category));
        var lines = rows.Lines.Where(line => orders.ContainsKey(line.OrderId)).ToList();
        var prices = lines.ToDictionary(line => (line.OrderId, line.TypeId), line => line.UnitFaceValue);
        var returned = rows.Returned.Where(ticket => orders.ContainsKey(ticket.OrderId))
            .ToLookup(ticket => (ticket.TypeId, orders[ticket.OrderId].Channel, prices[(ticket.OrderId, ticket.TypeId)]));
        return
        [
            .. lines.GroupBy(line => (line.TypeId, orders[line.OrderId].Channel, line.UnitFaceValue))
                .OrderBy(group => types[group.Key.TypeId].Index).ThenBy(group => group.Key.Channel).ThenByDescending(group => group.Key.UnitFaceValue)
                .Select(group => new TicketSales(
                    types[group.Key.TypeId].Category, group.Key.Channel, group.Key.UnitFaceValue,
                    group.Sum(line => line.Quantity), returned[group.Key].Count(),
                    FaceAndFee.Sum(group.Select(line => new FaceAndFee(line.UnitFaceValue * line.Quantity, line.UnitBookingFee * line.Quantity))),
                    FaceAndFee.Sum(returned[group.Key].Select(ticket => new FaceAndFee(ticket.FaceValue, ticket.BookingFee))))),
            .. loose.Count == 0 ? Array.Empty<TicketSales>()
                : [new TicketSales(LooseRefunds.Label, OrderChannel.Online, 0, 0, 0, default, FaceAndFee.Sum(loose.Values))],
        ];
    }
}
