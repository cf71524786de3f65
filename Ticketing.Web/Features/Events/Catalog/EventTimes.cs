using System.Globalization;

namespace Ticketing.Features.Events.Catalog;

/// <summary>In English and in the event's own time zone.</summary>
public static class EventTimes
{
    public static DateTimeOffset ToLocal(Event @event, DateTimeOffset instant) => ToLocal(@event.TimeZone, instant);

    /// <param name="zone">Of an event.</param>
    public static DateTimeOffset ToLocal(string zone, DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(zone));

    public static DateTimeOffset LocalStart(this Event @event) => ToLocal(@event, @event.StartsAt);

    /// <summary>"Friday 27 November 2026".</summary>
    public static string LongDay(this Event @event) => @event.LocalStart().ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"Fri 27 Nov".</summary>
    public static string ShortDay(this Event @event) => @event.LocalStart().ToString("ddd d MMM", CultureInfo.InvariantCulture);

    /// <summary>"doors 19:30, starts 20:15", or only the start.</summary>
    public static string DoorsAndStart(this Event @event) =>
        @event.DoorsAt is { } doors
            ? $"doors {TimeOfDay(@event, doors)}, starts {TimeOfDay(@event, @event.StartsAt)}"
            : $"starts {TimeOfDay(@event, @event.StartsAt)}";

    /// <summary>"doors 19:30", or "20:15" without doors.</summary>
    public static string DoorsOrStart(this Event @event) =>
        @event.DoorsAt is { } doors ? $"doors {TimeOfDay(@event, doors)}" : TimeOfDay(@event, @event.StartsAt);

    /// <summary>"19:30".</summary>
    public static string TimeOfDay(Event @event, DateTimeOffset instant) =>
        ToLocal(@event, instant).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>"Tue 1 Dec, 10:00", with the year if it differs from the event's.</summary>
    public static string DayAndTime(this Event @event, DateTimeOffset instant)
    {
        var local = ToLocal(@event, instant);
        var day = local.ToString(local.Year == @event.LocalStart().Year ? "ddd d MMM" : "ddd d MMM yyyy", CultureInfo.InvariantCulture);
        return $"{day}, {local.ToString("HH:mm", CultureInfo.InvariantCulture)}";
    }

    /// <summary>"1 Dec", with the year as above.</summary>
    public static string ShortDate(this Event @event, DateTimeOffset instant)
    {
        var local = ToLocal(@event, instant);
        return local.ToString(local.Year == @event.LocalStart().Year ? "d MMM" : "d MMM yyyy", CultureInfo.InvariantCulture);
    }

    /// <summary>"London time" for "Europe/London".</summary>
    public static string ZoneText(this Event @event)
    {
        var place = @event.TimeZone[(@event.TimeZone.LastIndexOf('/') + 1)..].Replace('_', ' ');
        return place.ToUpperInvariant() is "UTC" or "UCT" or "GMT" or "ZULU" ? "UTC" : $"{place} time";
    }
}
