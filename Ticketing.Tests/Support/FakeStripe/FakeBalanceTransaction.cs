namespace Ticketing.Tests.Support.FakeStripe;

/// <summary>A balance transaction.</summary>
/// <remarks>The amount is in minor units before the fee; a positive fee is a cost.</remarks>
public sealed class FakeBalanceTransaction : FakeObject
{
    public required string Type { get; init; }
    public required long Amount { get; init; }
    public required long Fee { get; init; }
    public required string Currency { get; init; }
    public required FakeObject Source { get; init; }

    /// <summary>Pending until then: payments take days, refunds leave at once.</summary>
    public required DateTimeOffset AvailableAt { get; init; }

    public string? Description { get; init; }

    public long Net => Amount - Fee;

    public bool IsAvailable => AvailableAt <= Clock.GetUtcNow();

    public required TimeProvider Clock { get; init; }
}
