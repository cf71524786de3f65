namespace Ticketing.Features.Accounts.Sessions;

/// <summary>One sign-in. The cookie names this row, so ending it takes effect at the next request, in every process.</summary>
public sealed class StaffSession
{
    public const int MaxDeviceLength = 100;
    public const int MaxAddressLength = 64;

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid UserId { get; init; }

    /// <summary>Tells sessions apart in the audit log and in the list of sessions.</summary>
    public string ShortId => GetShortId(Id);

    /// <summary>The account's stamp. A changed password or factor changes it there, which ends all sessions with the old one.</summary>
    public required string SecurityStamp { get; init; }

    /// <summary>Such as "Firefox on Windows".</summary>
    public required string Device { get; init; }

    /// <summary>Network address of the latest request.</summary>
    public required string Address { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Updated once a minute at most.</summary>
    public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>Last check of the second factor; null after signing in with the password alone.</summary>
    public DateTimeOffset? FactorAt { get; init; }

    /// <summary>End of the event that is checked in with this session: it does not expire before.</summary>
    public DateTimeOffset? KeptUntil { get; init; }

    /// <summary>Set when it is signed out; a session that expires keeps null.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public static string GetShortId(Guid session) => session.ToString("N")[^6..];
}
