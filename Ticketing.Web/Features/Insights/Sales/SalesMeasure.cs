namespace Ticketing.Features.Insights.Sales;

public enum SalesMeasure
{
    /// <summary>Net of refunds.</summary>
    Revenue,
    Tickets,
}
