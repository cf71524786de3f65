namespace Ticketing.Infrastructure.Notifications;

/// <summary>Stored as a hash, so that the table lists no addresses.</summary>
public sealed class ProvenAddress
{
    public required string Hash { get; init; }

    public required DateTimeOffset ProvenAt { get; init; }
}
