using Ticketing.Events;
using Ticketing.Orders;

namespace Ticketing.Demo;

/// <param name="Arrivals">Per ticket, in the order of the lines; null if not admitted.</param>
internal sealed record Sale(
    Event Event,
    OrderChannel Channel,
    Buyer Buyer,
    IReadOnlyList<SaleLine> Lines,
    DateTimeOffset HeldAt,
    DateTimeOffset OrderedAt,
    DateTimeOffset PaidAt,
    IReadOnlyList<DateTimeOffset?> Arrivals);

/// <param name="GivenBack">Otherwise it expired.</param>
internal sealed record Passing(Event Event, SaleLine Line, DateTimeOffset HeldAt, bool GivenBack);

internal sealed record SaleLine(TicketType Type, int Quantity);
