namespace Ticketing.Features.Insights.Sales;

/// <summary>Amounts are minor units.</summary>
/// <param name="Revenue">Before refunds.</param>
/// <param name="PaidOrders">Those that were not free.</param>
public sealed record SalesTotals(long Revenue, int Tickets, int Orders, int PaidOrders, long Refunds)
{
    public static readonly SalesTotals Zero = new(0, 0, 0, 0, 0);

    public long Net => Revenue - Refunds;

    /// <summary>Without free orders; null if there are no others.</summary>
    public long? AverageOrder => PaidOrders == 0 ? null : (long)Math.Round(Revenue / (decimal)PaidOrders, MidpointRounding.AwayFromZero);

    public static SalesTotals operator +(SalesTotals tally, SaleFact sale) =>
        new(
            tally.Revenue + sale.Total,
            tally.Tickets + sale.Tickets,
            tally.Orders + 1,
            tally.PaidOrders + (sale.Total > 0 ? 1 : 0),
            tally.Refunds
        );

    public static SalesTotals operator +(SalesTotals tally, RefundFact refund) => tally with { Refunds = tally.Refunds + refund.Amount };

    public static SalesTotals operator +(SalesTotals one, SalesTotals other) =>
        new(
            one.Revenue + other.Revenue,
            one.Tickets + other.Tickets,
            one.Orders + other.Orders,
            one.PaidOrders + other.PaidOrders,
            one.Refunds + other.Refunds
        );
}
