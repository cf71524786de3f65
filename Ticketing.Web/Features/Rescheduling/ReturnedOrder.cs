namespace Ticketing.Features.Rescheduling;

/// <summary>The refund of an order that its buyer returned because the event had changed.</summary>
public sealed class ReturnedOrder
{
    public required Guid RefundId { get; init; }
    public required Guid EventId { get; init; }
}
