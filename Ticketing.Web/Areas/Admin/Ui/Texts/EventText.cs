using System.Globalization;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Infrastructure.Languages;

namespace Ticketing.Areas.Admin.Ui.Texts;

public static class EventText
{
    public static string StatusText(EventStatus status) =>
        status switch
        {
            EventStatus.Inactive => T["Draft"],
            EventStatus.Active => T["Public"],
            EventStatus.Cancelled => T["Cancelled"],
            EventStatus.Postponed => T["Postponed"],
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
    public static string DateAndTime(Event @event) => Formats.Date(@event.LocalStart(), "ddd d MMM yyyy, HH:mm");

    public static string TimeOfDay(Event @event) => Formats.TimeOfDay(@event.LocalStart());

    public static string Percentage(int part, int whole) =>
        whole > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Math.Min(100m, 100m * part / whole):0.##}") : "0";
}
