using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sections;

public sealed class PricingOptions : IValidatedOptions
{
    /// <summary>Decimals that an order stores.</summary>
    public const int TaxRateDecimals = 3;

    public static string Section => "Pricing";

    /// <summary>Per ticket.</summary>
    public decimal BookingFeePercent { get; set; }

    /// <summary>Per ticket, in minor units.</summary>
    public long BookingFeeFixed { get; set; }

    /// <summary>Complimentary tickets never have a fee.</summary>
    public bool BookingFeeAtBoxOffice { get; set; }

    /// <summary>Included in prices and fees.</summary>
    public decimal TaxRatePercent { get; set; } = 20;

    public void Validate(SettingProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        problems.RequireBetween(nameof(BookingFeePercent), BookingFeePercent, 0, 100);
        problems.RequireBetween(nameof(BookingFeeFixed), BookingFeeFixed, 0, 100_000_000);
        problems.RequireBetween(nameof(TaxRatePercent), TaxRatePercent, 0, 100);
        problems.Require(
            decimal.Round(TaxRatePercent, TaxRateDecimals) == TaxRatePercent,
            nameof(TaxRatePercent),
            "must not have more than three decimals"
        );
    }
}
