namespace Ticketing.Features.Accounts.Tokens;

/// <summary>Gets the next access token, once. All that follow from one sign-in belong to one session.</summary>
public sealed class RefreshToken
{
    public required string Hash { get; init; }
    public required Guid SessionId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Used ones are kept: whoever sends one again has a copy.</summary>
    public DateTimeOffset? UsedAt { get; init; }
}
