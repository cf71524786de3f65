namespace Ticketing.Features.Accounts.Links;

public enum LinkKind
{
    Setup,

    /// <summary>An invitation, or the confirmation of a self-registered address.</summary>
    Join,
    Reset,
}

/// <summary>A single-use link. Only the hash is stored, so a database leak exposes no usable links.</summary>
public sealed class AccountLink
{
    public required string Hash { get; init; }
    public required LinkKind Kind { get; init; }

    /// <summary>Null for the setup link: no account exists yet.</summary>
    public Guid? UserId { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}
