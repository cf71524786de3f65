using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;

namespace Ticketing.Pages.Events;

/// <summary>Headline of an event that cannot be bought now: why, and what to do next.</summary>
/// <param name="Kind">CSS class.</param>
/// <param name="Text">May be empty.</param>
public sealed record EventNotice(string Kind, string Headline, string Text, bool HasReminder = false)
{
    public bool HasWaitingList { get; init; }

    /// <returns>Null if tickets are on sale.</returns>
    public static EventNotice? Find(Event @event, EventAvailability offer, bool hasWaitingList, DateTimeOffset now) =>
        @event.Status switch
        {
            EventStatus.Cancelled => new(
                "error",
                EventStatusText.Cancelled,
                T["If you’ve bought tickets, we’ll email you about your refund."]
            ),
            EventStatus.Postponed => new(
                "warn",
                EventStatusText.Postponed,
                T["We’ll announce a new date soon. Existing tickets remain valid. Sales are paused."],
                HasReminder: true
            ),
            _ when @event.EndsOrAssumedEndsAt <= now => new("info", T["This show is over"], ""),
            _ when @event.StartsAt <= now => new("info", T["This show has started"], T["Online sales have closed."]),
            _ => FindForOffer(@event, offer, now)?.WithWaitingList(hasWaitingList),
        };

    private EventNotice WithWaitingList(bool isOpen) =>
        isOpen
            ? this with
            {
                Text = T["Join the waiting list: if tickets come back, we’ll hold them for you and email you."],
                HasWaitingList = true,
            }
            : this;

    private static EventNotice? FindForOffer(Event @event, EventAvailability offer, DateTimeOffset now) =>
        offer switch
        {
            { State: AvailabilityState.NotOnSaleYet, OnSaleFrom: { } start } => new(
                "info",
                T["Tickets go on sale {0}", @event.DayAndTime(start, now)],
                "",
                HasReminder: true
            ),
            { State: AvailabilityState.SoldOut } => new("info", T["Sold out"], T["If tickets come back, you’ll find them here."]),
            { State: AvailabilityState.AllHeld } => new(
                "info",
                T["All tickets are in other people’s baskets"],
                T["Some may come back – check again soon."]
            ),
            { State: AvailabilityState.Ended } => new("info", T["Online sales have closed"], ""),
            { State: AvailabilityState.NotPayable } => new("info", T["Tickets aren’t sold online at the moment"], ""),
            { State: AvailabilityState.None } => new("info", T["Tickets for this show aren’t sold here"], ""),
            _ => null,
        };
}
