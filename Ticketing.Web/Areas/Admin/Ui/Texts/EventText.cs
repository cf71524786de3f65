using System.Globalization;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;

namespace Ticketing.Areas.Admin.Ui.Texts;

public static class EventText
{
    public static string StatusText(EventStatus status) =>
        status switch
        {
            EventStatus.Inactive => "Draft",
            EventStatus.Active => "Public",
            EventStatus.Cancelled => "Cancelled",
            EventStatus.Postponed => "Postponed",
            _ => status.ToString(),
        };

    public static string ChipClass(EventStatus status) =>
        status switch
        {
            EventStatus.Active => "good",
            EventStatus.Cancelled => "bad",
            EventStatus.Postponed => "warn",
            _ => "mute",
        };

    /// <summary>For example "Fri 27 Nov 2026, 20:15", in the event's time zone.</summary>
    public static string DateAndTime(Event @event) => @event.LocalStart().ToString("ddd d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    public static string TimeOfDay(Event @event) => @event.LocalStart().ToString("HH:mm", CultureInfo.InvariantCulture);

    public static string Percentage(int part, int whole) =>
        whole > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Math.Min(100m, 100m * part / whole):0.##}") : "0";
}
