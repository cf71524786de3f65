namespace Ticketing.Features.Settlements.Terms;

/// <summary>Subtracted before the pot is shared: "PA hire".</summary>
public sealed class Deduction
{
    public const int MaxLabelLength = 120;

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid EventId { get; init; }
    public required string Label { get; set; }

    /// <summary>Minor units of the venue's currency, above 0.</summary>
    public required long Amount { get; set; }
    public required int Position { get; init; }
    public int Version { get; private set; }

    public void IncrementVersion() => Version++;
}
