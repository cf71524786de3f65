namespace Ticketing.Events;

/// <summary>An event's sale state over all ticket types.</summary>
public enum OfferState
{
    OnSale,
    FewLeft,
    NotYet,
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
/// <param name="OnSaleFrom">Only with <see cref="OfferState.NotYet"/>: the earliest sales start.</param>
public sealed record Offer(OfferState State, long? FromPrice, bool IsFree, DateTimeOffset? OnSaleFrom);

public sealed class Offers(SaleRules rules, Pricing pricing)
{
    // The first state that any ticket type has wins.
    private static readonly (SaleState Type, OfferState Event)[] Precedence =
    [
        (SaleState.OnSale, OfferState.OnSale), (SaleState.NotYet, OfferState.NotYet), (SaleState.AllHeld, OfferState.AllHeld),
        (SaleState.NotPayable, OfferState.NotPayable), (SaleState.SoldOut, OfferState.SoldOut), (SaleState.Ended, OfferState.Ended),
    ];

    public Offer Of(Event @event)
    {
        if (@event.Status is EventStatus.Cancelled or EventStatus.Postponed)
        {
            return Without(@event.Status == EventStatus.Cancelled ? OfferState.Cancelled : OfferState.Postponed);
        }

        var byState = @event.TicketTypes.ToLookup(type => rules.StateOf(@event, type));
        var best = Precedence.FirstOrDefault(p => byState[p.Type].Any(), (Type: SaleState.Withdrawn, Event: OfferState.None));
        return best.Event is OfferState.OnSale or OfferState.NotYet or OfferState.NotPayable
            ? With(best.Event, @event, [.. byState[best.Type]])
            : Without(best.Event);
    }

    private static Offer Without(OfferState state) => new(state, null, false, null);

    private Offer With(OfferState state, Event @event, IReadOnlyList<TicketType> types)
    {
        var few = state == OfferState.OnSale && types.All(type => SaleRules.IsFew(@event, type));
        return new Offer(
            few ? OfferState.FewLeft : state,
            types.Min(type => pricing.PriceOf(type.Price).Total),
            types.All(type => type.Price == 0),
            state == OfferState.NotYet ? types.Min(type => type.SalesStartAt) : null);
    }
}
