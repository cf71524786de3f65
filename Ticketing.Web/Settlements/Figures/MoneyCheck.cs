using Ticketing.Orders;
using Ticketing.Payments.Disputes;

namespace Ticketing.Settlements.Figures;

/// <summary>The night counted a second time, by the money itself. Minor units.</summary>
/// <param name="Online">What the provider took for orders that were sold.</param>
/// <param name="BoxOffice">What staff took.</param>
/// <param name="FreeOrders">Orders that cost nothing, gifts among them.</param>
/// <param name="Back">What went back, or is promised to.</param>
/// <param name="Net">What the tickets' figures say is left.</param>
public sealed record MoneyCheck(long Online, int OnlinePayments, long BoxOffice, int BoxOfficeOrders, int FreeOrders, long Back, int Refunds, long Net)
{
    /// <summary>What the buyers' banks took back for good.</summary>
    public long Lost { get; init; }

    public int LostDisputes { get; init; }

    public long In => Online + BoxOffice;

    /// <summary>0 where the books agree; else what the money is more, or less, than the tickets say.</summary>
    public long Difference => In - Back - Lost - Net;

    public bool Holds => Difference == 0;

    internal static MoneyCheck Of(SettlementRows rows, IReadOnlyDictionary<Guid, OrderRow> sold, FaceAndFee net)
    {
        var payments = rows.Payments.Where(payment => sold.ContainsKey(payment.OrderId)).ToList();
        var refunds = rows.Refunds.Where(refund => sold.ContainsKey(refund.OrderId)).ToList();
        var lost = rows.Disputes.Where(dispute => dispute.Status == DisputeStatus.Lost && sold.ContainsKey(dispute.OrderId)).ToList();
        var paidToStaff = sold.Values.Where(order => order is { Channel: OrderChannel.BoxOffice, Total: > 0 }).ToList();
        return new MoneyCheck(
            payments.Sum(payment => payment.Amount), payments.Count, paidToStaff.Sum(order => order.Total), paidToStaff.Count,
            sold.Values.Count(order => order.Total == 0), refunds.Sum(refund => refund.Amount), refunds.Count(refund => refund.Amount > 0), net.Total)
        {
            Lost = lost.Sum(dispute => dispute.Amount), LostDisputes = lost.Count,
        };
    }
}
