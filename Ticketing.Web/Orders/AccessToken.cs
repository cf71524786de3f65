namespace Ticketing.Orders;

/// <summary>One link to an order. Only its hash is kept: who reads the database cannot open orders with it.</summary>
public sealed class AccessToken
{
    public required string Hash { get; init; }
    public required Guid OrderId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}
