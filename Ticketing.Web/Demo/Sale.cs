using Ticketing.Events;
using Ticketing.Orders;

namespace Ticketing.Demo;

/// <summary>One purchase: who, what, when, and who of them came.</summary>
/// <param name="Arrivals">By ticket, in the order of the lines; null for who did not come (yet).</param>
internal sealed record Sale(
    Event Event,
    Buyer Buyer,
    IReadOnlyList<SaleLine> Lines,
    DateTimeOffset HeldAt,
    DateTimeOffset OrderedAt,
    DateTimeOffset PaidAt,
    IReadOnlyList<DateTimeOffset?> Arrivals);

internal sealed record SaleLine(TicketType Type, int Quantity);
