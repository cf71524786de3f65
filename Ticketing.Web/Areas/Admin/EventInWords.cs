using System.Globalization;
using Ticketing.Events;

namespace Ticketing.Areas.Admin;

public static class EventInWords
{
    public static string Status(EventStatus status) => status switch
    {
        EventStatus.Inactive => "Draft",
        EventStatus.Active => "Public",
        EventStatus.Cancelled => "Cancelled",
        EventStatus.Postponed => "Postponed",
        _ => status.ToString(),
    };

    public static string Chip(EventStatus status) => status switch
    {
        EventStatus.Active => "good",
        EventStatus.Cancelled => "bad",
        EventStatus.Postponed => "warn",
        _ => "mute",
    };

    /// <summary>For example "Fri 27 Nov 2026, 20:15", in the event's time zone.</summary>
    public static string When(Event @event) => @event.LocalStart().ToString("ddd d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    public static string Hour(Event @event) => @event.LocalStart().ToString("HH:mm", CultureInfo.InvariantCulture);

    public static string Of(int part, int whole) => whole > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Math.Min(100m, 100m * part / whole):0.##}") : "0";
}
