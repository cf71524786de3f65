namespace Ticketing.Settlements.Figures;

/// <summary>
/// Refunds that name no tickets, because they were made in the provider's dashboard: money that is gone all the same. They come off what is
/// kept of the tickets' price first, and off the booking fees where that is not enough.
/// </summary>
internal static class LooseRefunds
{
    public const string Label = "Refunds without tickets";

    /// <returns>By order; orders without one are not in it.</returns>
    public static IReadOnlyDictionary<Guid, FaceAndFee> Of(SettlementRows rows, IReadOnlyDictionary<Guid, OrderRow> sold)
    {
        var gross = rows.Lines.ToLookup(line => line.OrderId, line => line.UnitFaceValue * line.Quantity);
        var back = rows.Returned.ToLookup(ticket => ticket.OrderId, ticket => ticket.FaceValue);
        return rows.Refunds.Where(refund => !refund.NamesTickets && refund.Amount > 0 && sold.ContainsKey(refund.OrderId))
            .GroupBy(refund => refund.OrderId, refund => refund.Amount)
            .ToDictionary(order => order.Key, order =>
            {
                var face = Math.Min(order.Sum(), Math.Max(0, gross[order.Key].Sum() - back[order.Key].Sum()));
                return new FaceAndFee(face, order.Sum() - face);
            });
    }
}
