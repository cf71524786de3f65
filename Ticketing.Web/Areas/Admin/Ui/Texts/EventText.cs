using System.Globalization;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Infrastructure.Languages;

namespace Ticketing.Areas.Admin.Ui.Texts;

public static class EventText
{
    public static string ToText(this EventSaleStatus status) =>
        status switch
        {
            EventSaleStatus.Draft => T["Draft"],
            EventSaleStatus.Scheduled => T["Scheduled"],
            EventSaleStatus.Archived => T["Archived"],
            EventSaleStatus.SalesNotStarted => T["Not on sale yet"],
            EventSaleStatus.OnSale => T["On sale"],
            EventSaleStatus.SoldOut => T["Sold out"],
            EventSaleStatus.SalesEnded => T["Sales ended"],
            EventSaleStatus.Ended => T["Ended"],
            EventSaleStatus.Postponed => T["Postponed"],
            EventSaleStatus.Cancelled => T["Cancelled"],
            _ => T["Not on sale"],
        };

    public static string ChipClass(this EventSaleStatus status) =>
        status switch
        {
            EventSaleStatus.OnSale or EventSaleStatus.SoldOut => "good",
            EventSaleStatus.NotOnSale or EventSaleStatus.Postponed => "warn",
            EventSaleStatus.Cancelled => "bad",
            _ => "mute",
        };

    /// <summary>For example "Fri 27 Nov 2026, 20:15", in the event's time zone.</summary>
    public static string DateAndTime(Event @event) => Formats.Date(@event.LocalStart(), "ddd d MMM yyyy, HH:mm");

    /// <summary>For example "Fri 27 Nov 2026".</summary>
    public static string Day(Event @event) => Formats.Date(@event.LocalStart(), "ddd d MMM yyyy");

    public static string TimeOfDay(Event @event) => EventTimes.TimeOfDay(@event, @event.StartsAt);

    public static string SoldText(int sold, int held, int capacity) =>
        held > 0 ? T["{0} sold, {1} held of {2}", sold, held, capacity] : T["{0} sold of {1}", sold, capacity];

    public static string Percentage(int part, int whole) =>
        whole > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Math.Min(100m, 100m * part / whole):0.##}") : "0";
}
