using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Disputes;

namespace Ticketing.Features.Settlements.Figures;

/// <summary>Reconciles payments with the ticket figures. Minor units.</summary>
/// <param name="FreeOrderCount">Including comps.</param>
/// <param name="RefundTotal">Including pending refunds.</param>
/// <param name="Net">According to the tickets.</param>
public sealed record MoneyCheck(
    long OnlineTotal,
    int OnlinePaymentCount,
    long BoxOfficeTotal,
    int BoxOfficeOrderCount,
    int FreeOrderCount,
    long RefundTotal,
    int RefundCount,
    long Net
)
{
    public long DisputeLosses { get; init; }

    public int LostDisputeCount { get; init; }

    public long MoneyIn => OnlineTotal + BoxOfficeTotal;

    /// <summary>Positive if there is more money than the tickets say.</summary>
    public long Difference => MoneyIn - RefundTotal - DisputeLosses - Net;

    public bool IsBalanced => Difference == 0;

    internal static MoneyCheck From(SettlementData rows, IReadOnlyDictionary<Guid, SettlementOrder> sold, FaceAndFee net)
    {
        var payments = rows.Payments.Where(payment => sold.ContainsKey(payment.OrderId)).ToList();
        var refunds = rows.Refunds.Where(refund => sold.ContainsKey(refund.OrderId)).ToList();
        var lost = rows.Disputes.Where(dispute => dispute.Status == DisputeStatus.Lost && sold.ContainsKey(dispute.OrderId)).ToList();
        var boxOfficeOrders = sold.Values.Where(order => order is { Channel: OrderChannel.BoxOffice, Total: > 0 }).ToList();
        return new MoneyCheck(
            payments.Sum(payment => payment.Amount),
            payments.Count,
            boxOfficeOrders.Sum(order => order.Total),
            boxOfficeOrders.Count,
            sold.Values.Count(order => order.Total == 0),
            refunds.Sum(refund => refund.Amount),
            refunds.Count(refund => refund.Amount > 0),
            net.Total
        )
        {
            DisputeLosses = lost.Sum(dispute => dispute.Amount),
            LostDisputeCount = lost.Count,
        };
    }
}
