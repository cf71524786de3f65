namespace Ticketing.Events;

/// <summary>What the wall says about an event's tickets as a whole.</summary>
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

    /// <summary>It has no tickets to sell.</summary>
    None,
}

/// <param name="FromPrice">The lowest all-in price among those that can be had, or that will or could be; null where none can.</param>
/// <param name="IsFree">All of those are free.</param>
/// <param name="OnSaleFrom">With <see cref="OfferState.NotYet"/>: the first of the sales to open.</param>
public sealed record Offer(OfferState State, long? FromPrice, bool IsFree, DateTimeOffset? OnSaleFrom);

/// <summary>Sums up an event's ticket types by the same rules that the hold goes by.</summary>
public sealed class Offers(SaleRules rules, Pricing pricing)
{
    // The best news first: what can be bought now, else what may be later, else why not.
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
