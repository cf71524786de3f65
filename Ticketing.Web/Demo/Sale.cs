using Ticketing.Events;
using Ticketing.Orders;

namespace Ticketing.Demo;

/// <summary>One purchase: who, what, when, and who of them came.</summary>
/// <param name="Arrivals">By ticket, in the order of the lines; null for who did not come (yet).</param>
internal sealed record Sale(
    Event Event,
    OrderChannel Channel,
    Buyer Buyer,
    IReadOnlyList<SaleLine> Lines,
    DateTimeOffset HeldAt,
    DateTimeOffset OrderedAt,
    DateTimeOffset PaidAt,
    IReadOnlyList<DateTimeOffset?> Arrivals);

/// <summary>Tickets put aside online, and not bought.</summary>
/// <param name="GivenBack">Else they ran out.</param>
internal sealed record Passing(Event Event, SaleLine Line, DateTimeOffset HeldAt, bool GivenBack);

internal sealed record SaleLine(TicketType Type, int Quantity);
