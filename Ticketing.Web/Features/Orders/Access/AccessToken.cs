namespace Ticketing.Features.Orders.Access;

/// <summary>Stored as a hash, so reading the database opens no orders.</summary>
public sealed class AccessToken
{
    public required string Hash { get; init; }
    public required Guid OrderId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}
