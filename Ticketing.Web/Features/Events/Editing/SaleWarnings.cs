namespace Ticketing.Features.Events.Editing;

/// <summary>Allowed, but hardly meant: tickets that nobody can buy, or more of them than the event has room for.</summary>
public static class SaleWarnings
{
    /// <summary>Of the event and all its ticket types, each with its name.</summary>
    public static IReadOnlyList<string> Find(Event @event, DateTimeOffset now) =>
        [
            .. @event.Capacity == 0 ? [T["The event’s capacity is 0, so nothing can be sold."]] : Array.Empty<string>(),
            .. @event.TicketTypes.SelectMany(type => Find(@event, type, now).Select(warning => $"{type.Category}: {warning}")),
        ];

    public static IReadOnlyList<string> Find(Event @event, TicketType type, DateTimeOffset now) =>
        type.IsWithdrawn ? [] : [.. FindAll(@event, type, now)];

    private static IEnumerable<string> FindAll(Event @event, TicketType type, DateTimeOffset now)
    {
        if (type.Capacity == 0)
        {
            yield return T["The capacity is 0, so none can be sold."];
        }

        if (@event.Capacity is > 0 and var room && type.Capacity > room)
        {
            yield return T["The capacity is {0}, but the event has room for {1}: no more than {1} can be sold.", type.Capacity, room];
        }

        if (type.SalesStartAt >= @event.StartsAt)
        {
            yield return T["The sale starts after the event has started, so nobody can buy it online."];
        }
        else if (type is { Sold: 0, Held: 0 } && type.SalesEndAt <= now && @event.StartsAt > now)
        {
            yield return T["The sale has already ended, so nobody can buy it online."];
        }
    }
}
