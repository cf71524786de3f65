using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;

namespace Ticketing.Features.Demo;

internal sealed record DemoSale
{
    public required Event Event { get; init; }
    public required OrderChannel Channel { get; init; }
    public required Buyer Buyer { get; init; }
    public required IReadOnlyList<DemoSaleLine> Lines { get; init; }
    public required DateTimeOffset HeldAt { get; init; }
    public required DateTimeOffset OrderedAt { get; init; }
    public required DateTimeOffset PaidAt { get; init; }

    /// <summary>Per ticket, in the order of the lines; null if not admitted.</summary>
    public required IReadOnlyList<DateTimeOffset?> Arrivals { get; init; }
}

/// <param name="IsReleased">False if it expired.</param>
internal sealed record AbandonedHold(Event Event, DemoSaleLine Line, DateTimeOffset HeldAt, bool IsReleased);

internal sealed record DemoSaleLine(TicketType Type, int Quantity);
