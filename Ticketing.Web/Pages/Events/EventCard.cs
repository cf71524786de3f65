using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Events.Posters;

namespace Ticketing.Pages.Events;

public sealed record EventCard(Event Event, EventAvailability Offer, string Price, string Chip, string ChipKind, DateTimeOffset Now)
{
    public string Path => $"/events/{Event.Slug}";

    public string Poster => EventPosters.GetPath(Event);

    public bool IsUnavailable => Offer.State is AvailabilityState.SoldOut or AvailabilityState.Cancelled or AvailabilityState.Postponed;

    public bool CanBuy => Offer.State is AvailabilityState.OnSale or AvailabilityState.FewLeft;

    public static EventCard Create(Event @event, EventAvailability offer, Pricing pricing, DateTimeOffset now) =>
        new(@event, offer, GetPrice(offer, pricing), GetChip(@event, offer, now), GetChipKind(offer.State), now);

    private static string GetPrice(EventAvailability offer, Pricing pricing) =>
        offer switch
        {
            { FromPrice: null } => "",
            { IsFree: true } => "Free",
            { FromPrice: 0 } => "free or paid",
            { FromPrice: { } price } => $"from {pricing.ToMoney(price)}",
        };

    private static string GetChip(Event @event, EventAvailability offer, DateTimeOffset now) =>
        offer.State switch
        {
            AvailabilityState.FewLeft => "Few left",
            AvailabilityState.SoldOut => "Sold out",
            AvailabilityState.AllHeld => "All held for now",
            AvailabilityState.NotOnSaleYet when offer.OnSaleFrom is { } start => $"On sale {@event.ShortDate(start, now)}",
            AvailabilityState.Ended => "Sales ended",
            AvailabilityState.NotPayable => "Not sold online",
            AvailabilityState.Cancelled => "Cancelled",
            AvailabilityState.Postponed => "Postponed",
            _ => "",
        };

    private static string GetChipKind(AvailabilityState state) =>
        state switch
        {
            AvailabilityState.FewLeft or AvailabilityState.AllHeld or AvailabilityState.Cancelled or AvailabilityState.Postponed => "warn",
            AvailabilityState.SoldOut or AvailabilityState.Ended or AvailabilityState.NotPayable => "mute",
            _ => "",
        };
}
