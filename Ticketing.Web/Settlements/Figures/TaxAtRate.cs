using Ticketing.Events;

namespace Ticketing.Settlements.Figures;

/// <param name="Kept">Including tax.</param>
public sealed record TaxAtRate(decimal RatePercent, FaceAndFee Kept, FaceAndFee Tax)
{
    /// <summary>Highest rate first.</summary>
    /// <param name="kept">What is left per order after refunds.</param>
    internal static IReadOnlyList<TaxAtRate> Of(IEnumerable<(OrderRow Order, FaceAndFee Kept)> kept) =>
    [
        .. kept.Where(each => each.Order.TaxRatePercent > 0 && each.Kept.Total > 0)
            .GroupBy(each => each.Order.TaxRatePercent)
            .OrderByDescending(rate => rate.Key)
            .Select(rate => new TaxAtRate(
                rate.Key, FaceAndFee.Sum(rate.Select(each => each.Kept)), FaceAndFee.Sum(rate.Select(each => Within(each.Order, each.Kept))))),
    ];

    // Rounded once per order, as on its receipt; the fees' part is the remainder.
    private static FaceAndFee Within(OrderRow order, FaceAndFee kept)
    {
        var tax = kept.Total == order.Total ? order.Tax : Pricing.TaxWithin(kept.Total, order.TaxRatePercent);
        var ofTickets = kept.BookingFee == 0 ? tax : Math.Min(tax, Pricing.TaxWithin(kept.FaceValue, order.TaxRatePercent));
        return new FaceAndFee(ofTickets, tax - ofTickets);
    }
}
