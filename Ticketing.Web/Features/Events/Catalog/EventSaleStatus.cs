namespace Ticketing.Features.Events.Catalog;

/// <summary>An event in one word, for staff.</summary>
public enum EventSaleStatus
{
    Draft,

    /// <summary>A draft that is published later by itself.</summary>
    Scheduled,
    Archived,
    SalesNotStarted,
    OnSale,
    SoldOut,

    /// <summary>Sales have ended, and the event has not.</summary>
    SalesEnded,

    /// <summary>It has no ticket types that can be bought.</summary>
    NotOnSale,
    Ended,
    Postponed,
    Cancelled,
}

public sealed class EventSaleStatuses(AvailabilityCalculator offers, TimeProvider clock)
{
    /// <param name="event">With its ticket types.</param>
    public EventSaleStatus Get(Event @event) =>
        @event.Status switch
        {
            EventStatus.Inactive => @event.ArchivedAt is not null ? EventSaleStatus.Archived
            : @event.PublishAt is not null ? EventSaleStatus.Scheduled
            : EventSaleStatus.Draft,
            EventStatus.Cancelled => EventSaleStatus.Cancelled,
            EventStatus.Postponed => EventSaleStatus.Postponed,
            _ when @event.EndsOrAssumedEndsAt <= clock.GetUtcNow() => EventSaleStatus.Ended,
            _ => From(offers.GetForEvent(@event).State),
        };

    private static EventSaleStatus From(AvailabilityState state) =>
        state switch
        {
            AvailabilityState.OnSale or AvailabilityState.FewLeft or AvailabilityState.AllHeld => EventSaleStatus.OnSale,
            AvailabilityState.NotOnSaleYet => EventSaleStatus.SalesNotStarted,
            AvailabilityState.SoldOut => EventSaleStatus.SoldOut,
            AvailabilityState.Ended => EventSaleStatus.SalesEnded,
            _ => EventSaleStatus.NotOnSale,
        };
}
