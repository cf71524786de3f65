using Ticketing.Payments.Disputes;

namespace Ticketing.Settlements.Figures;

/// <summary>
/// Refunds that name no tickets, because they were made in the provider's dashboard, and disputes that were lost: money that is gone all the
/// same. They come off what is
/// kept of the tickets' price first, and off the booking fees where that is not enough.
/// </summary>
internal static class LooseRefunds
{
    public const string Label = "Refunds and lost disputes, of no ticket";

    /// <returns>By order; orders without one are not in it.</returns>
    public static IReadOnlyDictionary<Guid, FaceAndFee> Of(SettlementRows rows, IReadOnlyDictionary<Guid, OrderRow> sold)
    {
        var gross = rows.Lines.ToLookup(line => line.OrderId, line => line.UnitFaceValue * line.Quantity);
        var back = rows.Returned.ToLookup(ticket => ticket.OrderId, ticket => ticket.FaceValue);
        var refunds = rows.Refunds.Where(refund => !refund.NamesTickets).Select(refund => (refund.OrderId, refund.Amount));
        var lost = rows.Disputes.Where(dispute => dispute.Status == DisputeStatus.Lost).Select(dispute => (dispute.OrderId, dispute.Amount));
        return refunds.Concat(lost).Where(gone => gone.Amount > 0 && sold.ContainsKey(gone.OrderId))
            .GroupBy(gone => gone.OrderId, gone => gone.Amount)
            .ToDictionary(order => order.Key, order =>
            {
                var face = Math.Min(order.Sum(), Math.Max(0, gross[order.Key].Sum() - back[order.Key].Sum()));
                return new FaceAndFee(face, order.Sum() - face);
            });
    }
}
