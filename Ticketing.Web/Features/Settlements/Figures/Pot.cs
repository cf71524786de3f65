namespace Ticketing.Features.Settlements.Figures;

/// <summary>The amount that is shared. Minor units; all but the first are subtracted.</summary>
/// <param name="BookingFees">Those that stay with the venue.</param>
public sealed record Pot(long Net, long BookingFees, long Tax, long ProviderFees, long Deductions)
{
    public long Amount => Net - BookingFees - Tax - ProviderFees - Deductions;
}

/// <summary>Minor units; the two parts add up to the pot.</summary>
/// <param name="Share">0 if the pot is negative.</param>
public sealed record PotSplit(string Artist, decimal SharePercent, long Pot, long Share, long Guarantee)
{
    public long ToArtist => Math.Max(Share, Guarantee);

    /// <summary>Negative if the guarantee exceeds the pot.</summary>
    public long ToVenue => Pot - ToArtist;

    public bool GuaranteeApplies => Guarantee > Share;

    internal static PotSplit From(Ticketing.Features.Settlements.Terms.SettlementTerms terms, long pot) =>
        new(
            terms.Artist,
            terms.SharePercent,
            pot,
            pot <= 0 ? 0 : (long)decimal.Round(pot * terms.SharePercent / 100, MidpointRounding.AwayFromZero),
            terms.Guarantee
        );
}
