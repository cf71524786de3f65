using Ticketing.Features.Events.Inventory;

namespace Ticketing.Features.Settlements.Figures;

/// <param name="GrossAmount">Including tax.</param>
public sealed record TaxAtRate(decimal RatePercent, FaceAndFee GrossAmount, FaceAndFee Tax)
{
    /// <summary>Highest rate first.</summary>
    /// <param name="kept">What is left per order after refunds.</param>
    internal static IReadOnlyList<TaxAtRate> GroupByRate(IEnumerable<(SettlementOrder Order, FaceAndFee Kept)> kept) =>
        [
            .. kept.Where(each => each.Order.TaxRatePercent > 0 && each.Kept.Total > 0)
                .GroupBy(each => each.Order.TaxRatePercent)
                .OrderByDescending(rate => rate.Key)
                .Select(rate => new TaxAtRate(
                    rate.Key,
                    FaceAndFee.Sum(rate.Select(each => each.Kept)),
                    FaceAndFee.Sum(rate.Select(each => TaxWithin(each.Order, each.Kept)))
                )),
        ];

    // Rounded once per order, as on its receipt; the fees' part is the remainder.
    private static FaceAndFee TaxWithin(SettlementOrder order, FaceAndFee kept)
    {
        var tax = kept.Total == order.Total ? order.Tax : Pricing.GetIncludedTax(kept.Total, order.TaxRatePercent);
        var ofTickets = kept.BookingFee == 0 ? tax : Math.Min(tax, Pricing.GetIncludedTax(kept.FaceValue, order.TaxRatePercent));
        return new FaceAndFee(ofTickets, tax - ofTickets);
    }
}
