using Ticketing.Features.Events;

namespace Ticketing.Features.Insights.Events;

internal static class EventCapacity
{
    /// <summary>The event's limit or the ticket types' sum, whichever is less; withdrawn types count what is sold and held.</summary>
    public static int GetSellableCapacity(this Event show) =>
        Math.Min(show.TicketTypes.Sum(type => type.IsWithdrawn ? type.Held + type.Sold : type.Capacity), show.Capacity ?? int.MaxValue);

    /// <summary>Null if a type is on sale since publication.</summary>
    public static DateTimeOffset? GetSaleOpensAt(this Event show)
    {
        var offered = show.TicketTypes.Where(type => !type.IsWithdrawn).ToList();
        return offered.Exists(type => type.SalesStartAt is null) ? null : offered.Min(type => type.SalesStartAt);
    }
}
