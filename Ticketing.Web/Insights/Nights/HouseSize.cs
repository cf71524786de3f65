using Ticketing.Events;

namespace Ticketing.Insights.Nights;

internal static class HouseSize
{
    /// <summary>How many the event can have at most: the room's limit or the ticket types', whichever is less. Of a withdrawn type, what is gone.</summary>
    public static int Places(this Event show) =>
        Math.Min(show.TicketTypes.Sum(type => type.IsWithdrawn ? type.Held + type.Sold : type.Capacity), show.Capacity ?? int.MaxValue);

    /// <summary>When the first of its types goes on sale; null: it is on sale since it was published.</summary>
    public static DateTimeOffset? SaleOpensAt(this Event show)
    {
        var offered = show.TicketTypes.Where(type => !type.IsWithdrawn).ToList();
        return offered.Exists(type => type.SalesStartAt is null) ? null : offered.Min(type => type.SalesStartAt);
    }
}
