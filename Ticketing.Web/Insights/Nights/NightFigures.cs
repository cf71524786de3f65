using Ticketing.Orders;
using Ticketing.Settings;

namespace Ticketing.Insights.Nights;

/// <summary>What an event has brought in so far.</summary>
/// <param name="Places">How many it can have at most.</param>
/// <param name="Revenue">Totals of the orders sold, before refunds.</param>
/// <param name="Refunds">Promised back, whether or not it has arrived.</param>
/// <param name="RefundedTickets">However little went back for them.</param>
/// <param name="AveragePrice">What was paid for a ticket, fees included, comps left out; null where none was sold.</param>
/// <param name="PaidOrders">Sold, with a valid ticket left.</param>
/// <param name="RefundedOrders">Sold, with none left.</param>
/// <param name="OtherCurrencies">In which some of it was sold as well: not in these sums.</param>
public sealed record NightFigures(
    int Places, Money Revenue, Money Refunds, int RefundedTickets, Money? AveragePrice, int PaidOrders, int RefundedOrders,
    IReadOnlyList<string> OtherCurrencies, IReadOnlyList<TypeFigures> Types)
{
    /// <summary>Valid tickets.</summary>
    public int Out => Types.Sum(type => type.Out);

    public int Comps => Types.Sum(type => type.By(OrderChannel.Comp));

    /// <summary>Of the valid tickets.</summary>
    public int Admitted => Types.Sum(type => type.Admitted);

    public int NotIn => Out - Admitted;
}

/// <param name="Capacity">Of a withdrawn type too: what it once could sell.</param>
/// <param name="Channels">Valid tickets by the way they were sold.</param>
/// <param name="Admitted">Of the valid tickets, those somebody came in with.</param>
public sealed record TypeFigures(
    Guid Id, string Category, bool IsWithdrawn, int Capacity, int Held, IReadOnlyDictionary<OrderChannel, int> Channels, int Admitted)
{
    public int Out => Channels.Values.Sum();

    public int NotIn => Out - Admitted;

    public int By(OrderChannel channel) => Channels.GetValueOrDefault(channel);
}
