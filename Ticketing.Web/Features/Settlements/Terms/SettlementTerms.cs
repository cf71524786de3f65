namespace Ticketing.Features.Settlements.Terms;

/// <summary>Amounts are minor units of the venue's currency.</summary>
public sealed class SettlementTerms
{
    public const int MaxArtistLength = 200;

    public required Guid EventId { get; init; }
    public required string Artist { get; set; }

    /// <summary>Hundredths of a per cent: 7250 is 72.5 %.</summary>
    public required int ShareBasisPoints { get; set; }

    public decimal SharePercent => ShareBasisPoints / 100m;

    /// <summary>The artist's minimum; 0 for none.</summary>
    public required long Guarantee { get; set; }

    /// <summary>If false, they stay with the venue.</summary>
    public bool CountsBookingFees { get; set; }
    public bool TakesTaxFirst { get; set; } = true;

    /// <summary>If false, the venue bears them.</summary>
    public bool TakesProviderFeesFirst { get; set; } = true;
    public int Version { get; private set; }

    public void IncrementVersion() => Version++;
}
