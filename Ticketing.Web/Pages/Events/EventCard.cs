using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Events.Posters;

namespace Ticketing.Pages.Events;

public sealed record EventCard(Event Event, EventAvailability Offer, string Price, string Chip, string ChipKind, DateTimeOffset Now)
{
    public string Path => $"/events/{Event.Slug}";

    public string Poster => EventPosters.GetPath(Event);

    /// <summary>Its date no longer holds.</summary>
    public bool IsOff => Event.Status is EventStatus.Cancelled or EventStatus.Postponed;

    public bool IsUnavailable => IsOff || Offer.State == AvailabilityState.SoldOut;

    public bool CanBuy => Offer.State is AvailabilityState.OnSale or AvailabilityState.FewLeft;

    public static EventCard Create(Event @event, EventAvailability offer, Pricing pricing, DateTimeOffset now) =>
        new(@event, offer, GetPrice(offer, pricing), GetChip(@event, offer, now), GetChipKind(offer.State), now);

    private static string GetPrice(EventAvailability offer, Pricing pricing) =>
        offer switch
        {
            { FromPrice: null } => "",
            { IsFree: true } => T["Free"],
            { FromPrice: 0 } => T["free or paid"],
            { FromPrice: { } price } => T["from {0}", pricing.ToMoney(price)],
        };

    private static string GetChip(Event @event, EventAvailability offer, DateTimeOffset now) =>
        offer.State switch
        {
            AvailabilityState.FewLeft => T["Few left"],
            AvailabilityState.SoldOut => T["Sold out"],
            AvailabilityState.AllHeld => T["All in baskets"],
            AvailabilityState.NotOnSaleYet when offer.OnSaleFrom is { } start => T["On sale {0}", @event.ShortDate(start, now)],
            AvailabilityState.Ended => T["Sales ended"],
            AvailabilityState.NotPayable => T["Not sold online"],
            AvailabilityState.Cancelled => T["Cancelled"],
            AvailabilityState.Postponed => T["Postponed"],
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
