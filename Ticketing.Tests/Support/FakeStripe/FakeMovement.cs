namespace Ticketing.Tests.Support.FakeStripe;

/// <summary>A balance transaction: one line of the account.</summary>
/// <remarks>Amount in minor units as it changes the balance before the fee; the fee is positive where it costs.</remarks>
public sealed class FakeMovement : FakeObject
{
    public required string Type { get; init; }
    public required long Amount { get; init; }
    public required long Fee { get; init; }
    public required string Currency { get; init; }
    public required FakeObject Source { get; init; }

    /// <summary>Until then it is pending: money from buyers arrives after days, money to them leaves at once.</summary>
    public required DateTimeOffset AvailableAt { get; init; }

    public string? Description { get; init; }

    public long Net => Amount - Fee;

    public bool IsAvailable => AvailableAt <= Clock.GetUtcNow();

    public required TimeProvider Clock { get; init; }
}
