using Ticketing.Features.WaitingRoom.Places;

namespace Ticketing.Features.WaitingRoom;

/// <summary>
/// The line in front of one event's tickets. Those who wait are not stored: each has a number in a cookie. Changed only by conditional
/// UPDATE statements.
/// </summary>
public sealed class EventWaitingRoom
{
    public required Guid EventId { get; init; }

    /// <summary>Switched on by staff.</summary>
    public bool IsOn { get; init; }

    /// <summary>Opened by the program because more buyers came than it could serve; null if not.</summary>
    public DateTimeOffset? OpenedByLoadAt { get; init; }

    public bool IsPaused { get; init; }

    /// <summary>Counts the openings: places of an earlier one are void.</summary>
    public int Round { get; init; }

    /// <summary>Secret. Shuffles those who came before the on-sale; drawn when it begins, so that nobody can foresee a place.</summary>
    public string? Seed { get; init; }

    /// <summary>Numbers given out.</summary>
    public int Joined { get; init; }

    /// <summary>Places whose turn has come.</summary>
    public int Served { get; init; }

    /// <summary>The numbers below it are shuffled.</summary>
    public int Shuffled { get; init; }

    /// <summary>The same of the second lane, for further places of one address: see <see cref="Lane"/>.</summary>
    public int CrowdedJoined { get; init; }
    public int CrowdedServed { get; init; }
    public int CrowdedShuffled { get; init; }

    /// <summary>Buyers who were let in when their turn came.</summary>
    public int Entered { get; init; }

    /// <summary>Buyers who gave up their place.</summary>
    public int GaveUp { get; init; }

    /// <summary>The latest time that places were served.</summary>
    public DateTimeOffset AdvancedAt { get; init; }

    public bool IsOpen => IsOn || OpenedByLoadAt is not null;

    internal LineCounts Counts =>
        new(new LaneCounts(Joined, Served, Shuffled), new LaneCounts(CrowdedJoined, CrowdedServed, CrowdedShuffled), Seed);
}
