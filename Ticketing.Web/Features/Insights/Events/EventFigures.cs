using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Insights.Events;

/// <param name="Revenue">Before refunds.</param>
/// <param name="Refunds">Promised, whether or not paid out.</param>
/// <param name="RefundedTickets">Partly refunded ones too.</param>
/// <param name="AveragePrice">Per ticket, fees included, without comps; null if none was sold.</param>
/// <param name="PaidOrders">With a valid ticket left.</param>
/// <param name="RefundedOrders">Without valid tickets.</param>
/// <param name="OtherCurrencies">Sales in these are not in the sums.</param>
public sealed record EventFigures(
    int Capacity,
    Money Revenue,
    Money Refunds,
    int RefundedTickets,
    Money? AveragePrice,
    int PaidOrders,
    int RefundedOrders,
    IReadOnlyList<string> OtherCurrencies,
    IReadOnlyList<TicketTypeFigures> Types
)
{
    public int ValidTickets => Types.Sum(type => type.ValidTickets);

    public int Comps => Types.Sum(type => type.CountFor(OrderChannel.Comp));

    /// <summary>Valid tickets only.</summary>
    public int Admitted => Types.Sum(type => type.Admitted);

    public int NotAdmitted => ValidTickets - Admitted;
}

/// <param name="Capacity">Nominal, also of a withdrawn type.</param>
/// <param name="Channels">Valid tickets.</param>
/// <param name="Admitted">Valid tickets only.</param>
public sealed record TicketTypeFigures(
    Guid Id,
    string Category,
    bool IsWithdrawn,
    int Capacity,
    int Held,
    IReadOnlyDictionary<OrderChannel, int> Channels,
    int Admitted
)
{
    public int ValidTickets => Channels.Values.Sum();

    public int NotAdmitted => ValidTickets - Admitted;

    public int CountFor(OrderChannel channel) => Channels.GetValueOrDefault(channel);
}
