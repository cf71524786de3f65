using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Providers;

namespace Ticketing.Features.Settlements.Figures;

/// <summary>Reconciles payments with the ticket figures. Minor units.</summary>
public sealed record MoneyCheck
{
    public required long OnlineTotal { get; init; }
    public required int OnlinePaymentCount { get; init; }
    public required long BoxOfficeTotal { get; init; }
    public required int BoxOfficeOrderCount { get; init; }

    /// <summary>Including comps.</summary>
    public required int FreeOrderCount { get; init; }

    /// <summary>Including pending refunds.</summary>
    public required long RefundTotal { get; init; }
    public required int RefundCount { get; init; }

    /// <summary>According to the tickets.</summary>
    public required long Net { get; init; }

    public long DisputeLosses { get; init; }

    public int LostDisputeCount { get; init; }

    public long MoneyIn => OnlineTotal + BoxOfficeTotal;

    /// <summary>Positive if there is more money than the tickets say.</summary>
    public long Difference => MoneyIn - RefundTotal - DisputeLosses - Net;

    public bool IsBalanced => Difference == 0;

    internal static MoneyCheck From(SettlementData data, IReadOnlyDictionary<Guid, SettlementOrder> sold, FaceAndFee net)
    {
        var payments = data.Payments.Where(payment => sold.ContainsKey(payment.OrderId)).ToList();
        var refunds = data.Refunds.Where(refund => sold.ContainsKey(refund.OrderId)).ToList();
        var lost = data.Disputes.Where(dispute => dispute.Status == DisputeStatus.Lost && sold.ContainsKey(dispute.OrderId)).ToList();
        var boxOfficeOrders = sold.Values.Where(order => order is { Channel: OrderChannel.BoxOffice, Total: > 0 }).ToList();
        return new MoneyCheck
        {
            OnlineTotal = payments.Sum(payment => payment.Amount),
            OnlinePaymentCount = payments.Count,
            BoxOfficeTotal = boxOfficeOrders.Sum(order => order.Total),
            BoxOfficeOrderCount = boxOfficeOrders.Count,
            FreeOrderCount = sold.Values.Count(order => order.Total == 0),
            RefundTotal = refunds.Sum(refund => refund.Amount),
            RefundCount = refunds.Count(refund => refund.Amount > 0),
            Net = net.Total,
            DisputeLosses = lost.Sum(dispute => dispute.Amount),
            LostDisputeCount = lost.Count,
        };
    }
}
