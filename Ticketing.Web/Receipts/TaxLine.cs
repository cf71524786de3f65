using System.Globalization;
using Ticketing.Orders;

namespace Ticketing.Receipts;

/// <summary>What an order holds of one tax rate. Amounts are minor units; gross is net and tax.</summary>
internal sealed record TaxLine(decimal RatePercent, long Net, long Tax)
{
    public long Gross => Net + Tax;

    /// <summary>"20%", "5.5%".</summary>
    public string Rate => RatePercent.ToString("0.###", CultureInfo.InvariantCulture) + "%";

    /// <summary>None where nothing is taxed.</summary>
    public static IReadOnlyList<TaxLine> Of(Order order) =>
        order is { TaxRatePercent: > 0, Total: > 0 } ? [new TaxLine(order.TaxRatePercent, order.Total - order.Tax, order.Tax)] : [];
}
