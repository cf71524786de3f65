using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;

namespace Ticketing.Features.Demo;

/// <param name="Arrivals">Per ticket, in the order of the lines; null if not admitted.</param>
internal sealed record DemoSale(
    Event Event,
    OrderChannel Channel,
    Buyer Buyer,
    IReadOnlyList<DemoSaleLine> Lines,
    DateTimeOffset HeldAt,
    DateTimeOffset OrderedAt,
    DateTimeOffset PaidAt,
    IReadOnlyList<DateTimeOffset?> Arrivals
);

/// <param name="IsReleased">Otherwise it expired.</param>
internal sealed record AbandonedHold(Event Event, DemoSaleLine Line, DateTimeOffset HeldAt, bool IsReleased);

internal sealed record DemoSaleLine(TicketType Type, int Quantity);
