namespace Ticketing.Accounts;

public enum LinkKind
{
    /// <summary>Creates the first superadmin.</summary>
    Setup,

    /// <summary>Accepts an invitation, or confirms the address of somebody who registered.</summary>
    Join,

    /// <summary>Sets a new password.</summary>
    Reset,
}

/// <summary>A link that stands for an identity, once. Only its hash is kept: who reads the database cannot use it.</summary>
public sealed class AccountLink
{
    public required string Hash { get; init; }
    public required LinkKind Kind { get; init; }

    /// <summary>Null for the set-up link: nobody is there yet.</summary>
    public Guid? UserId { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}
