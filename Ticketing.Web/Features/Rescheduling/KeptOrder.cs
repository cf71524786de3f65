namespace Ticketing.Features.Rescheduling;

/// <summary>The buyer was offered a refund of this order and answered that they keep the tickets.</summary>
public sealed class KeptOrder
{
    /// <summary>The change whose offer they answered.</summary>
    public required Guid ChangeId { get; init; }
    public required Guid OrderId { get; init; }
    public required DateTimeOffset KeptAt { get; init; }
}
