using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sections;

public sealed class PricingOptions : IValidatedOptions
{
    /// <summary>Decimals that an order stores.</summary>
    public const int TaxRateDecimals = 3;

    public const string DefaultTaxName = "VAT";
    public const int MaxTaxNameLength = 40;

    public static string Section => "Pricing";

    /// <summary>Per ticket.</summary>
    public decimal BookingFeePercent { get; set; }

    /// <summary>Per ticket, in minor units.</summary>
    public long BookingFeeFixed { get; set; }

    /// <summary>Complimentary tickets never have a fee.</summary>
    public bool BookingFeeAtBoxOffice { get; set; }

    /// <summary>Included in prices and fees.</summary>
    public decimal TaxRatePercent { get; set; } = 20;

    /// <summary>On pages and receipts, such as "VAT" or "GST". The default is translated.</summary>
    public string TaxName { get; set; } = DefaultTaxName;

    public void Validate(SettingProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        problems.RequireBetween(nameof(BookingFeePercent), BookingFeePercent, 0, 100);
        problems.RequireBetween(nameof(BookingFeeFixed), BookingFeeFixed, 0, 100_000_000);
        problems.RequireBetween(nameof(TaxRatePercent), TaxRatePercent, 0, 100);
        problems.Require(!string.IsNullOrWhiteSpace(TaxName), nameof(TaxName), T["must not be empty"]);
        problems.RequireAtMost(MaxTaxNameLength, nameof(TaxName), TaxName);
        problems.Require(
            decimal.Round(TaxRatePercent, TaxRateDecimals) == TaxRatePercent,
            nameof(TaxRatePercent),
            T["must not have more than three decimals"]
        );
    }
}
