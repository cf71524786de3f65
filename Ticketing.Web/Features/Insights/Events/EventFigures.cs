using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Insights.Events;

public sealed record EventFigures
{
    public required int Capacity { get; init; }

    /// <summary>Before refunds.</summary>
    public required Money Revenue { get; init; }

    /// <summary>Refunds requested, whether or not paid out.</summary>
    public required Money Refunds { get; init; }

    public Money NetRevenue => Revenue with { MinorUnits = Revenue.MinorUnits - Refunds.MinorUnits };

    /// <summary>Includes partly refunded ones.</summary>
    public required int RefundedTickets { get; init; }

    /// <summary>Per ticket, fees included, without comps; null if none was sold.</summary>
    public required Money? AveragePrice { get; init; }

    /// <summary>Number of orders with a valid ticket left.</summary>
    public required int PaidOrders { get; init; }

    /// <summary>Number of orders without valid tickets.</summary>
    public required int RefundedOrders { get; init; }

    /// <summary>Other currencies; the figures leave out sales in them.</summary>
    public required IReadOnlyList<string> OtherCurrencies { get; init; }
    public required IReadOnlyList<TicketTypeFigures> Types { get; init; }

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
