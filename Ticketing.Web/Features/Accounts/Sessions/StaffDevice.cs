namespace Ticketing.Features.Accounts.Sessions;

/// <summary>
/// A browser in which somebody has signed in. Wrong passwords from it are counted here, so guesses from elsewhere do not lock it.
/// </summary>
public sealed class StaffDevice
{
    /// <summary>Hash of the account and the browser's key.</summary>
    public required string Id { get; init; }
    public required Guid UserId { get; init; }
    public required DateTimeOffset FirstSeenAt { get; init; }
    public required DateTimeOffset LastSeenAt { get; init; }
    public int AccessFailedCount { get; init; }
    public DateTimeOffset? LockoutEnd { get; init; }
}
