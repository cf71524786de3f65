using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Events.Inventory;

/// <summary>Minor units, tax included. <see cref="Total"/> is what the buyer pays.</summary>
public readonly record struct TicketPrice(long FaceValue, long BookingFee)
{
    public long Total => FaceValue + BookingFee;
}

public sealed class Pricing(
    IOptionsMonitor<PricingOptions> pricing,
    IOptionsMonitor<SiteOptions> site,
    IOptionsMonitor<PaymentOptions> payments
)
{
    public string Currency => site.CurrentValue.Currency;

    /// <summary>Per cent, included in prices.</summary>
    public decimal TaxRatePercent => pricing.CurrentValue.TaxRatePercent;

    /// <summary>"VAT", in the current language.</summary>
    public string TaxName => pricing.CurrentValue.TaxName is not PricingOptions.DefaultTaxName and var name ? name : T["VAT"];

    /// <summary>
    /// Free tickets carry no fee. The percentage is rounded half up per ticket, so that lines multiply exactly, then the whole fee to what
    /// cards can be charged.
    /// </summary>
    public TicketPrice GetPrice(long faceValue)
    {
        var (options, step) = (pricing.CurrentValue, Currencies.GetCardStep(Currency));
        var percentage = decimal.Round(faceValue * options.BookingFeePercent / 100, MidpointRounding.AwayFromZero);
        var fee = decimal.Round((percentage + options.BookingFeeFixed) / step, MidpointRounding.AwayFromZero) * step;
        return new TicketPrice(faceValue, faceValue == 0 ? 0 : (long)fee);
    }

    /// <summary>Smallest total that the payment provider charges, as far as it is known.</summary>
    public long MinOrderTotal => payments.CurrentValue.Provider == PaymentProvider.Stripe ? CardMinimums.Find(Currency) ?? 1 : 1;

    /// <summary>True if the fewest tickets of a type are too cheap to be charged. Free tickets are not charged.</summary>
    public bool IsBelowMinimum(long faceValue, int minPerOrder) => faceValue > 0 && GetPrice(faceValue).Total * minPerOrder < MinOrderTotal;

    /// <summary>With the booking fee only if the venue charges it there too.</summary>
    public TicketPrice GetBoxOfficePrice(long faceValue) =>
        pricing.CurrentValue.BookingFeeAtBoxOffice ? GetPrice(faceValue) : new TicketPrice(faceValue, 0);

    /// <summary>Tax inside a gross amount, rounded half up.</summary>
    public static long GetIncludedTax(long gross, decimal ratePercent) =>
        (long)decimal.Round(gross * ratePercent / (100 + ratePercent), MidpointRounding.AwayFromZero);

    public Money ToMoney(long minorUnits) => new(minorUnits, Currency);
}
