using Ticketing.Infrastructure.Languages;

namespace Ticketing.Features.Events.Catalog;

/// <summary>In the current language and in the event's own time zone.</summary>
public static class EventTimes
{
    public static DateTimeOffset ToLocal(Event @event, DateTimeOffset instant) => ToLocal(@event.TimeZone, instant);

    /// <param name="zone">Of an event.</param>
    public static DateTimeOffset ToLocal(string zone, DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(zone));

    public static DateTimeOffset LocalStart(this Event @event) => ToLocal(@event, @event.StartsAt);

    /// <summary>"Friday 27 November 2026".</summary>
    public static string LongDay(this Event @event) => Formats.Date(@event.LocalStart(), "dddd d MMMM yyyy");

    /// <summary>"Friday 27 November", with the year if it is not this one.</summary>
    public static string LongDay(this Event @event, DateTimeOffset now) =>
        @event.IsThisYear(now) ? Formats.Date(@event.LocalStart(), "dddd d MMMM") : @event.LongDay();

    /// <summary>In the event's time zone.</summary>
    public static bool IsThisYear(this Event @event, DateTimeOffset now) => @event.LocalStart().Year == ToLocal(@event, now).Year;

    /// <summary>"Fri 27 Nov", with the year if it is not this one.</summary>
    public static string ShortDay(this Event @event, DateTimeOffset now) =>
        @event.IsThisYear(now) ? @event.ShortDay() : Formats.Date(@event.LocalStart(), "ddd d MMM yyyy");

    /// <summary>"Fri 27 Nov".</summary>
    public static string ShortDay(this Event @event) => Formats.Date(@event.LocalStart(), "ddd d MMM");

    /// <summary>"Doors 19:30 · Starts 20:15", or only the start.</summary>
    public static string DoorsAndStart(this Event @event) =>
        @event.DoorsAt is { } doors
            ? T["Doors {0} · Starts {1}", TimeOfDay(@event, doors), TimeOfDay(@event, @event.StartsAt)]
            : T["Starts {0}", TimeOfDay(@event, @event.StartsAt)];

    /// <summary>"Doors 19:30", or "20:15" without doors.</summary>
    public static string DoorsOrStart(this Event @event) =>
        @event.DoorsAt is { } doors ? T["Doors {0}", TimeOfDay(@event, doors)] : TimeOfDay(@event, @event.StartsAt);

    /// <summary>"19:30".</summary>
    public static string TimeOfDay(Event @event, DateTimeOffset instant) => Formats.TimeOfDay(ToLocal(@event, instant));

    /// <summary>"Tue 1 Dec, 10:00", with the year if it differs from the event's.</summary>
    public static string DayAndTime(this Event @event, DateTimeOffset instant) => @event.DayAndTime(instant, @event.StartsAt);

    /// <summary>"Tue 1 Dec, 10:00", with the year if it is not this one.</summary>
    public static string DayAndTime(this Event @event, DateTimeOffset instant, DateTimeOffset now)
    {
        var local = ToLocal(@event, instant);
        return local.Year == ToLocal(@event, now).Year
            ? Formats.Date(local, "ddd d MMM, HH:mm")
            : Formats.Date(local, "ddd d MMM yyyy, HH:mm");
    }

    /// <summary>"1 Dec", with the year as above.</summary>
    public static string ShortDate(this Event @event, DateTimeOffset instant) => @event.ShortDate(instant, @event.StartsAt);

    /// <summary>"1 Dec", with the year if it is not this one.</summary>
    public static string ShortDate(this Event @event, DateTimeOffset instant, DateTimeOffset now)
    {
        var local = ToLocal(@event, instant);
        return local.Year == ToLocal(@event, now).Year ? Formats.Date(local, "d MMM") : Formats.Date(local, "d MMM yyyy");
    }

    /// <summary>"London time" for "Europe/London".</summary>
    public static string ZoneText(this Event @event)
    {
        var place = @event.TimeZone[(@event.TimeZone.LastIndexOf('/') + 1)..].Replace('_', ' ');
        return place.ToUpperInvariant() is "UTC" or "UCT" or "GMT" or "ZULU" ? "UTC" : T["{0} time", place];
    }
}
