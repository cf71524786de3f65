namespace Ticketing.Features.Accounts.Tokens;

/// <summary>Lets a program use the API as itself. Only the hash is stored, so a database leak exposes no usable keys.</summary>
public sealed class ApiKey
{
    /// <summary>With the words before it, the name must fit into the audit log.</summary>
    public const int MaxNameLength = 80;

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required string Hash { get; init; }
    public required string Name { get; init; }

    /// <summary>From <see cref="ApiScopes"/>, separated by spaces.</summary>
    public required string Scopes { get; init; }

    /// <summary>The only event that it may read and change; null for all.</summary>
    public Guid? EventId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The name at that time.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>Null if it does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Updated once a minute at most.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }

    public IReadOnlyList<string> ScopeList => Scopes.Split(' ');

    public bool IsUsable(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is null || ExpiresAt > now);
}
