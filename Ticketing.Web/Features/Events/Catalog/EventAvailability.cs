using Ticketing.Features.Events.Inventory;

namespace Ticketing.Features.Events.Catalog;

/// <summary>An event's sale state over all ticket types.</summary>
public enum AvailabilityState
{
    OnSale,
    FewLeft,
    NotOnSaleYet,
    SoldOut,
    AllHeld,
    Ended,
    NotPayable,
    Cancelled,
    Postponed,

    /// <summary>No ticket types on offer.</summary>
    None,
}

/// <param name="FromPrice">Lowest all-in price; null if nothing is or will be sold.</param>
/// <param name="OnSaleFrom">Only with <see cref="AvailabilityState.NotOnSaleYet"/>: the earliest sales start.</param>
public sealed record EventAvailability(AvailabilityState State, long? FromPrice, bool IsFree, DateTimeOffset? OnSaleFrom);

public sealed class AvailabilityCalculator(SaleRules rules, Pricing pricing)
{
    // In order of precedence: the event gets the first state that any of its ticket types has.
    private static readonly (SaleState Type, AvailabilityState Event)[] Precedence =
    [
        (SaleState.OnSale, AvailabilityState.OnSale),
        (SaleState.NotOnSaleYet, AvailabilityState.NotOnSaleYet),
        (SaleState.AllHeld, AvailabilityState.AllHeld),
        (SaleState.NotPayable, AvailabilityState.NotPayable),
        (SaleState.SoldOut, AvailabilityState.SoldOut),
        (SaleState.Ended, AvailabilityState.Ended),
    ];

    public EventAvailability GetForEvent(Event @event)
    {
        if (@event.Status is EventStatus.Cancelled or EventStatus.Postponed)
        {
            return WithoutPrice(@event.Status == EventStatus.Cancelled ? AvailabilityState.Cancelled : AvailabilityState.Postponed);
        }

        var byState = @event.TicketTypes.ToLookup(type => rules.GetState(@event, type));
        var best = Precedence.FirstOrDefault(p => byState[p.Type].Any(), (Type: SaleState.Withdrawn, Event: AvailabilityState.None));
        return best.Event is AvailabilityState.OnSale or AvailabilityState.NotOnSaleYet or AvailabilityState.NotPayable
            ? WithPrice(best.Event, @event, [.. byState[best.Type]], [.. byState[SaleState.Following]])
            : WithoutPrice(best.Event);
    }

    private static EventAvailability WithoutPrice(AvailabilityState state) => new(state, null, false, null);

    private EventAvailability WithPrice(
        AvailabilityState state,
        Event @event,
        IReadOnlyList<TicketType> types,
        IReadOnlyList<TicketType> following
    )
    {
        var few = state == AvailabilityState.OnSale && types.Concat(following).All(type => SaleRules.IsNearlySoldOut(@event, type));
        return new EventAvailability(
            few ? AvailabilityState.FewLeft : state,
            types.Min(type => pricing.GetPrice(type.Price).Total),
            types.All(type => type.Price == 0),
            state == AvailabilityState.NotOnSaleYet ? types.Min(type => type.SalesStartAt) : null
        );
    }
}
