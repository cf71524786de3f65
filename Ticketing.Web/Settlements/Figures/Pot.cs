namespace Ticketing.Settlements.Figures;

/// <summary>From what was kept of the night to what is shared. Minor units; all but the first are taken off.</summary>
/// <param name="BookingFees">Those that are not shared: the venue's.</param>
/// <param name="Tax">0 where it is not taken off first.</param>
/// <param name="ProviderFees">0 where they are not taken off first.</param>
public sealed record Pot(long Net, long BookingFees, long Tax, long ProviderFees, long Deductions)
{
    public long Amount => Net - BookingFees - Tax - ProviderFees - Deductions;
}

/// <summary>How the pot is shared. Minor units; the parts add up to the pot.</summary>
/// <param name="Share">What the artist's per cent of the pot come to; nothing of a pot that is below zero.</param>
public sealed record Split(string Artist, decimal SharePercent, long Pot, long Share, long Guarantee)
{
    /// <summary>What the artist gets: the greater of the two.</summary>
    public long ToArtist => Math.Max(Share, Guarantee);

    /// <summary>What the pot leaves the venue; below zero where the guarantee is more than there is.</summary>
    public long ToVenue => Pot - ToArtist;

    public bool GuaranteeApplies => Guarantee > Share;

    internal static Split Of(Terms.SettlementTerms terms, long pot) => new(
        terms.Artist, terms.SharePercent, pot,
        pot <= 0 ? 0 : (long)decimal.Round(pot * terms.SharePercent / 100, MidpointRounding.AwayFromZero), terms.Guarantee);
}
