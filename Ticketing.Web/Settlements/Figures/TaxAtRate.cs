using Ticketing.Events;

namespace Ticketing.Settlements.Figures;

/// <summary>The tax inside of what was kept, at one rate.</summary>
/// <param name="Kept">Tax included.</param>
public sealed record TaxAtRate(decimal RatePercent, FaceAndFee Kept, FaceAndFee Tax)
{
    /// <summary>The highest rate first; what is free of tax, or of charge, is not in it.</summary>
    /// <param name="kept">By order: what is left of it after its refunds.</param>
    internal static IReadOnlyList<TaxAtRate> Of(IEnumerable<(OrderRow Order, FaceAndFee Kept)> kept) =>
    [
        .. kept.Where(each => each.Order.TaxRatePercent > 0 && each.Kept.Total > 0)
            .GroupBy(each => each.Order.TaxRatePercent)
            .OrderByDescending(rate => rate.Key)
            .Select(rate => new TaxAtRate(
                rate.Key, FaceAndFee.Sum(rate.Select(each => each.Kept)), FaceAndFee.Sum(rate.Select(each => Within(each.Order, each.Kept))))),
    ];

    // Rounded once for each order, as its receipt does it; the fees' part is what the tickets' part leaves, so that the two add up.
    private static FaceAndFee Within(OrderRow order, FaceAndFee kept)
    {
        var tax = kept.Total == order.Total ? order.Tax : Pricing.TaxWithin(kept.Total, order.TaxRatePercent);
        var ofTickets = kept.BookingFee == 0 ? tax : Math.Min(tax, Pricing.TaxWithin(kept.FaceValue, order.TaxRatePercent));
        return new FaceAndFee(ofTickets, tax - ofTickets);
    }
}
