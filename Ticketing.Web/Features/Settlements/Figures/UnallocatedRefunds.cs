using Ticketing.Features.Payments.Providers;

namespace Ticketing.Features.Settlements.Figures;

/// <summary>Refunds made in the provider's dashboard, and lost disputes. They reduce the face value first, then the fees.</summary>
internal static class UnallocatedRefunds
{
    public static string Label => T["Refunds and lost disputes, of no ticket"];

    /// <returns>By order id.</returns>
    public static IReadOnlyDictionary<Guid, FaceAndFee> GetByOrder(SettlementData data, IReadOnlyDictionary<Guid, SettlementOrder> sold)
    {
        var gross = data.Lines.ToLookup(line => line.OrderId, line => line.UnitFaceValue * line.Quantity);
        var refunded = data.RefundedTickets.ToLookup(ticket => ticket.OrderId, ticket => ticket.FaceValue);
        var refunds = data.Refunds.Where(refund => !refund.NamesTickets).Select(refund => (refund.OrderId, refund.Amount));
        var lost = data
            .Disputes.Where(dispute => dispute.Status == DisputeStatus.Lost)
            .Select(dispute => (dispute.OrderId, dispute.Amount));
        return refunds
            .Concat(lost)
            .Where(loss => loss.Amount > 0 && sold.ContainsKey(loss.OrderId))
            .GroupBy(loss => loss.OrderId, loss => loss.Amount)
            .ToDictionary(
                order => order.Key,
                order =>
                {
                    var face = Math.Min(order.Sum(), Math.Max(0, gross[order.Key].Sum() - refunded[order.Key].Sum()));
                    return new FaceAndFee(face, order.Sum() - face);
                }
            );
    }
}
