using Ticketing.Features.Events;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.WaitingRoom.Places;
using Ticketing.Infrastructure.Languages;

namespace Ticketing.Features.WaitingRoom;

public enum RoomPhase
{
    /// <summary>Buyers are not kept waiting: it is too early, or nothing is sold any more.</summary>
    Closed,

    /// <summary>Before the on-sale: places are drawn when it begins.</summary>
    Lobby,
    Line,
}

/// <summary>The worth of a place now.</summary>
public abstract record Turn
{
    public sealed record Lobby : Turn;

    public sealed record Waiting(int Ahead) : Turn;

    public sealed record Come : Turn;

    /// <summary>It came long ago.</summary>
    public sealed record Missed : Turn;
}

/// <summary>A waiting room as this process saw it last, with the event and its stock. Immutable, except for the history.</summary>
public sealed record Room(Event Event, EventWaitingRoom Row, LineHistory History)
{
    /// <summary>How long before the on-sale buyers may come.</summary>
    public static readonly TimeSpan LobbyTime = TimeSpan.FromHours(1);

    /// <summary>How long a turn waits for its buyer, and how long they may then choose tickets.</summary>
    public static readonly TimeSpan TurnLifetime = TimeSpan.FromMinutes(10);

    public LineCounts Counts { get; } = Row.Counts;

    /// <summary>Null if tickets are on sale without a time.</summary>
    public DateTimeOffset? OnSaleAt { get; } = FindOnSale(Event);

    public int Remaining { get; } = SaleRules.GetRemaining(Event);

    /// <summary>Nobody is let in for now.</summary>
    public bool StandsStill => Row.IsPaused || Remaining == 0;

    /// <summary>Nothing can come back from baskets.</summary>
    public bool IsSoldOut => Remaining == 0 && Event.Held == 0 && Event.TicketTypes.All(type => type.Held == 0);

    /// <summary>Nobody buys any more. A draft's room waits for it to be published.</summary>
    public bool IsOver(DateTimeOffset now) => Event.Status is EventStatus.Cancelled or EventStatus.Postponed || now >= Event.StartsAt;

    /// <summary>Buyers whose turn may come now. Those who had theirs just now take what they chose first.</summary>
    public int CountAdmissible(DateTimeOffset now) =>
        Math.Max(0, Remaining - Math.Min(History.CountRecentlyServed(now, Counts), Math.Max(0, Counts.Served - Row.Entered)));

    /// <summary>In the current language.</summary>
    public string Title => Event.Translations.Find(Language.Current.Tag, nameof(Event.Title)) ?? Event.Title;

    public RoomPhase GetPhase(DateTimeOffset now) =>
        Event.Status != EventStatus.Active || now >= Event.StartsAt ? RoomPhase.Closed
        : OnSaleAt is not { } start || now >= start ? RoomPhase.Line
        : now >= start - LobbyTime ? RoomPhase.Lobby
        : RoomPhase.Closed;

    public Turn GetTurn(Place place, DateTimeOffset now)
    {
        if (Counts.Seed is null || GetPhase(now) != RoomPhase.Line)
        {
            return new Turn.Lobby();
        }

        var position = Counts.GetPosition(place.Lane, place.Number);
        return position >= Counts[place.Lane].Served ? new Turn.Waiting(Counts.CountAhead(place.Lane, position))
            : position < History.FindAt(now - TurnLifetime)?[place.Lane].Served ? new Turn.Missed()
            : new Turn.Come();
    }

    /// <summary>With the first tickets, in one draw.</summary>
    public bool SellsTogether(TicketType type) => type.SalesStartAt is not { } start || start <= OnSaleAt;

    /// <summary>The latest time when one of these types went, or goes, on sale; null if all always were.</summary>
    public DateTimeOffset? FindLatestStart(TicketChoice choice) =>
        Event.TicketTypes.Where(type => choice.Counts.ContainsKey(type.Id)).Max(type => type.SalesStartAt);

    /// <summary>The turn came before this time, as far as this process knows.</summary>
    public bool HadTurnBefore(Place place, DateTimeOffset time) =>
        Counts.GetPosition(place.Lane, place.Number) < History.FindAt(time)?[place.Lane].Served;

    /// <summary>The time when the first tickets go on sale; null if some always were.</summary>
    internal static DateTimeOffset? FindOnSale(Event @event)
    {
        var offered = @event.TicketTypes.Where(type => type is { IsWithdrawn: false, IsHidden: false }).ToList();
        var first = offered.Where(type => offered.All(other => other.FollowedById != type.Id)).Select(type => type.SalesStartAt).ToList();
        return first.Contains(null) ? null : first.Min();
    }

    /// <returns>In the current language; empty if there is no such type.</returns>
    public string GetTicketTypeName(Guid id) =>
        Event.TicketTypes.FirstOrDefault(type => type.Id == id) is { } type
            ? type.Translations.Find(Language.Current.Tag, nameof(TicketType.Category)) ?? type.Category
            : "";
}
