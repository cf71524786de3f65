namespace Ticketing.Settings;

/// <summary>What is added to, and contained in, a ticket's price.</summary>
public sealed class PricingOptions : ISettings
{
    /// <summary>As many as an order keeps.</summary>
    public const int TaxRateDecimals = 3;

    public static string Section => "Pricing";

    /// <summary>Per cent of the ticket's price, added per ticket.</summary>
    public decimal BookingFeePercent { get; set; }

    /// <summary>Minor units of the venue's currency, added per ticket.</summary>
    public long BookingFeeFixed { get; set; }

    /// <summary>Whether the booking fee is also taken for what staff sell; complimentary tickets never carry one.</summary>
    public bool BookingFeeAtBoxOffice { get; set; }

    /// <summary>Per cent; prices and fees include it.</summary>
    public decimal TaxRatePercent { get; set; } = 20;

    public void Check(SettingFindings found)
    {
        ArgumentNullException.ThrowIfNull(found);
        found.RequireBetween(nameof(BookingFeePercent), BookingFeePercent, 0, 100);
        found.RequireBetween(nameof(BookingFeeFixed), BookingFeeFixed, 0, 100_000_000);
        found.RequireBetween(nameof(TaxRatePercent), TaxRatePercent, 0, 100);
        found.Require(decimal.Round(TaxRatePercent, TaxRateDecimals) == TaxRatePercent, nameof(TaxRatePercent), "must not have more than three decimals");
    }
}
