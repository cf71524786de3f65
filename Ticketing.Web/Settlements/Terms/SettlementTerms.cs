namespace Ticketing.Settlements.Terms;

/// <summary>What the venue and the artist of one event agreed on. Amounts are minor units of the venue's currency.</summary>
public sealed class SettlementTerms
{
    public const int LongestArtist = 200;

    public required Guid EventId { get; init; }
    public required string Artist { get; set; }

    /// <summary>The artist's part of the pot in hundredths of a per cent: 7250 is 72.5 %.</summary>
    public required int ShareBasisPoints { get; set; }

    public decimal SharePercent => ShareBasisPoints / 100m;

    /// <summary>The artist gets this where the share comes to less; 0 is none.</summary>
    public required long Guarantee { get; set; }

    /// <summary>Whether booking fees are shared too; else they stay with the venue.</summary>
    public bool CountsBookingFees { get; set; }

    /// <summary>Whether the tax inside of what is shared is taken off before it is shared.</summary>
    public bool TakesTaxFirst { get; set; } = true;

    /// <summary>Whether what the payment provider keeps is taken off before the rest is shared; else the venue bears it.</summary>
    public bool TakesProviderFeesFirst { get; set; } = true;

    /// <summary>Raised by every change.</summary>
    public int Version { get; private set; }

    public void RaiseVersion() => Version++;
}
