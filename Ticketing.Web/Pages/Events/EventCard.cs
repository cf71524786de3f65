using Ticketing.Events;
using Ticketing.Events.Posters;

namespace Ticketing.Pages.Events;

public sealed record EventCard(Event Event, Offer Offer, string Price, string Chip, string ChipKind)
{
    public string Path => $"/events/{Event.Slug}";

    public string Poster => EventPosters.PathOf(Event);

    public bool IsOff => Offer.State is OfferState.SoldOut or OfferState.Cancelled or OfferState.Postponed;

    public bool CanBuy => Offer.State is OfferState.OnSale or OfferState.FewLeft;

    public static EventCard Of(Event @event, Offer offer, Pricing pricing) =>
        new(@event, offer, PriceOf(offer, pricing), ChipOf(@event, offer), KindOf(offer.State));

    private static string PriceOf(Offer offer, Pricing pricing) => offer switch
    {
        { FromPrice: null } or { IsFree: true } => "",
        { FromPrice: 0 } => "free or paid",
        { FromPrice: { } price } => $"from {pricing.Money(price)}",
    };

    private static string ChipOf(Event @event, Offer offer) => offer.State switch
    {
        OfferState.FewLeft => "Few left",
        OfferState.SoldOut => "Sold out",
        OfferState.AllHeld => "All held for now",
        OfferState.NotYet when offer.OnSaleFrom is { } start => $"On sale {@event.Date(start)}",
        OfferState.Ended => "Sales ended",
        OfferState.NotPayable => "Not sold online",
        OfferState.Cancelled => "Cancelled",
        OfferState.Postponed => "Postponed",
        _ => offer.IsFree ? "Free" : "",
    };

    private static string KindOf(OfferState state) => state switch
    {
        OfferState.FewLeft or OfferState.AllHeld or OfferState.Cancelled or OfferState.Postponed => "warn",
        OfferState.SoldOut or OfferState.Ended or OfferState.NotPayable => "mute",
        _ => "",
    };
}
