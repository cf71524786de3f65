using Ticketing.Orders;
using Ticketing.Settings;

namespace Ticketing.Insights.Nights;

/// <param name="Revenue">Before refunds.</param>
/// <param name="Refunds">Promised, whether or not paid out.</param>
/// <param name="RefundedTickets">Partly refunded ones too.</param>
/// <param name="AveragePrice">Per ticket, fees included, without comps; null if none was sold.</param>
/// <param name="PaidOrders">With a valid ticket left.</param>
/// <param name="RefundedOrders">Without valid tickets.</param>
/// <param name="OtherCurrencies">Sales in these are not in the sums.</param>
public sealed record NightFigures(
    int Places, Money Revenue, Money Refunds, int RefundedTickets, Money? AveragePrice, int PaidOrders, int RefundedOrders,
    IReadOnlyList<string> OtherCurrencies, IReadOnlyList<TypeFigures> Types)
{
    public int Out => Types.Sum(type => type.Out);

    public int Comps => Types.Sum(type => type.By(OrderChannel.Comp));

    /// <summary>Valid tickets only.</summary>
    public int Admitted => Types.Sum(type => type.Admitted);

    public int NotIn => Out - Admitted;
}

/// <param name="Capacity">Nominal, also of a withdrawn type.</param>
/// <param name="Channels">Valid tickets.</param>
/// <param name="Admitted">Valid tickets only.</param>
public sealed record TypeFigures(
    Guid Id, string Category, bool IsWithdrawn, int Capacity, int Held, IReadOnlyDictionary<OrderChannel, int> Channels, int Admitted)
{
    public int Out => Channels.Values.Sum();

    public int NotIn => Out - Admitted;

    public int By(OrderChannel channel) => Channels.GetValueOrDefault(channel);
}
