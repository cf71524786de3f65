using Ticketing.Orders;
using Ticketing.Payments.Disputes;

namespace Ticketing.Settlements.Figures;

/// <summary>Reconciles payments with the ticket figures. Minor units.</summary>
/// <param name="FreeOrders">Including comps.</param>
/// <param name="Back">Including pending refunds.</param>
/// <param name="Net">According to the tickets.</param>
public sealed record MoneyCheck(long Online, int OnlinePayments, long BoxOffice, int BoxOfficeOrders, int FreeOrders, long Back, int Refunds, long Net)
{
    public long Lost { get; init; }

    public int LostDisputes { get; init; }

    public long In => Online + BoxOffice;

    /// <summary>Positive if there is more money than the tickets say.</summary>
    public long Difference => In - Back - Lost - Net;

    public bool Holds => Difference == 0;

    internal static MoneyCheck Of(SettlementRows rows, IReadOnlyDictionary<Guid, OrderRow> sold, FaceAndFee net)
    {
        var payments = rows.Payments.Where(payment => sold.ContainsKey(payment.OrderId)).ToList();
        var refunds = rows.Refunds.Where(refund => sold.ContainsKey(refund.OrderId)).ToList();
        var lost = rows.Disputes.Where(dispute => dispute.Status == DisputeStatus.Lost && sold.ContainsKey(dispute.OrderId)).ToList();
        var boxOfficeOrders = sold.Values.Where(order => order is { Channel: OrderChannel.BoxOffice, Total: > 0 }).ToList();
        return new MoneyCheck(
            payments.Sum(payment => payment.Amount), payments.Count, boxOfficeOrders.Sum(order => order.Total), boxOfficeOrders.Count,
            sold.Values.Count(order => order.Total == 0), refunds.Sum(refund => refund.Amount), refunds.Count(refund => refund.Amount > 0), net.Total)
        {
            Lost = lost.Sum(dispute => dispute.Amount), LostDisputes = lost.Count,
        };
    }
}
