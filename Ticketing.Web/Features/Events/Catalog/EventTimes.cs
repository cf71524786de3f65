using Ticketing.Infrastructure.Languages;

namespace Ticketing.Features.Events.Catalog;

/// <summary>In the current language and in the event's own time zone.</summary>
public static class EventTimes
{
    // An end before ten in the morning belongs to the day before.
    private static readonly TimeSpan StartOfDay = TimeSpan.FromHours(10);
    private static readonly TimeSpan OneDay = TimeSpan.FromDays(1);

    public static DateTimeOffset ToLocal(Event @event, DateTimeOffset instant) => ToLocal(@event.TimeZone, instant);

    /// <param name="zone">Of an event.</param>
    public static DateTimeOffset ToLocal(string zone, DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(zone));

    public static DateTimeOffset LocalStart(this Event @event) => ToLocal(@event, @event.StartsAt);

    /// <summary>The start, or the doors if these open on the evening before its date.</summary>
    public static DateTimeOffset FirstDay(this Event @event) => FindFirstDay(@event.TimeZone, @event.StartsAt, @event.DoorsAt);

    /// <summary>The first day too, unless the event goes on beyond the night.</summary>
    public static DateTimeOffset LastDay(this Event @event) => FindLastDay(@event.TimeZone, @event.FirstDay(), @event.EndsAt);

    internal static DateTimeOffset FindFirstDay(string zone, DateTimeOffset starts, DateTimeOffset? doors)
    {
        var start = ToLocal(zone, starts);
        return doors is { } open && ToLocal(zone, open).Date < start.Date && starts - open < OneDay ? ToLocal(zone, open) : start;
    }

    internal static DateTimeOffset FindLastDay(string zone, DateTimeOffset first, DateTimeOffset? ends) =>
        ends is { } end && ToLocal(zone, end) - StartOfDay is var last && last.Date > first.Date ? last : first;

    public static bool HasSeveralDays(this Event @event) => @event.LastDay().Date > @event.FirstDay().Date;

    public static bool HasDoorsOnEarlierDate(this Event @event) =>
        @event.DoorsAt is { } doors && ToLocal(@event, doors).Date < @event.LocalStart().Date;

    /// <summary>"Friday 27 November 2026", "Friday 27 November – Sunday 29 November 2026".</summary>
    public static string LongDay(this Event @event)
    {
        var (first, last) = (@event.FirstDay(), @event.LastDay());
        return first.Year == last.Year
            ? Range(first, last, Formats.Date(first, "dddd d MMMM"), Formats.Date(last, "dddd d MMMM yyyy"))
            : Range(first, last, Formats.Date(first, "dddd d MMMM yyyy"), Formats.Date(last, "dddd d MMMM yyyy"));
    }

    /// <summary>As above, with the year only if it is not this one.</summary>
    public static string LongDay(this Event @event, DateTimeOffset now)
    {
        var (first, last) = (@event.FirstDay(), @event.LastDay());
        return @event.IsThisYear(now)
            ? Range(first, last, Formats.Date(first, "dddd d MMMM"), Formats.Date(last, "dddd d MMMM"))
            : @event.LongDay();
    }

    /// <summary>In the event's time zone.</summary>
    public static bool IsThisYear(this Event @event, DateTimeOffset now)
    {
        var year = ToLocal(@event, now).Year;
        return @event.FirstDay().Year == year && @event.LastDay().Year == year;
    }

    /// <summary>"Fri 27 Nov", with the year if it is not this one.</summary>
    public static string ShortDay(this Event @event, DateTimeOffset now)
    {
        var (first, last) = (@event.FirstDay(), @event.LastDay());
        return @event.IsThisYear(now)
            ? @event.ShortDay()
            : Range(first, last, Formats.Date(first, "ddd d MMM yyyy"), Formats.Date(last, "ddd d MMM yyyy"));
    }

    /// <summary>"Fri 27 Nov", "Fri 27 Nov – Sun 29 Nov".</summary>
    public static string ShortDay(this Event @event)
    {
        var (first, last) = (@event.FirstDay(), @event.LastDay());
        return Range(first, last, Formats.Date(first, "ddd d MMM"), Formats.Date(last, "ddd d MMM"));
    }

    /// <summary>
    /// "Doors 19:30 · Starts 20:15", or only the start. With days if these differ, and with the end of an event of several days.
    /// </summary>
    public static string DoorsAndStart(this Event @event)
    {
        var hours = @event.DoorsAt is { } doors
            ? T["Doors {0} · Starts {1}", @event.Moment(doors), @event.Moment(@event.StartsAt)]
            : T["Starts {0}", @event.Moment(@event.StartsAt)];
        return @event.HasSeveralDays() ? T["{0} · Ends {1}", hours, @event.DayAndTime(@event.EndsAt!.Value)] : hours;
    }

    /// <summary>"Friday 27 November 2026 · Doors 19:30 · Starts 20:15".</summary>
    public static string DayAndHours(this Event @event) => T["{0} · {1}", @event.LongDay(), @event.DoorsAndStart()];

    /// <summary>"Fri, doors 19:30", or "Fri, 20:15" without doors.</summary>
    public static string WeekdayAndDoors(this Event @event) =>
        @event.HasDoorsOnEarlierDate()
            ? T[
                "Doors {0} · Starts {1}",
                Formats.Date(ToLocal(@event, @event.DoorsAt!.Value), "ddd HH:mm"),
                Formats.Date(@event.LocalStart(), "ddd HH:mm")
            ]
        : @event.DoorsAt is { } doors ? T["{0}, doors {1}", @event.WeekdayOrDays(), TimeOfDay(@event, doors)]
        : T["{0}, {1}", @event.WeekdayOrDays(), TimeOfDay(@event, @event.StartsAt)];

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

    /// <summary>"1 Dec", with the year if it is not this one.</summary>
    public static string ShortDate(this Event @event, DateTimeOffset instant, DateTimeOffset now)
    {
        var local = ToLocal(@event, instant);
        return local.Year == ToLocal(@event, now).Year ? Formats.Date(local, "d MMM") : Formats.Date(local, "d MMM yyyy");
    }

    /// <summary>"London time" for "Europe/London".</summary>
    public static string ZoneText(this Event @event)
    {
        var place = TimeZoneCities.GetName(@event.TimeZone, Language.Current.Culture);
        return place.ToUpperInvariant() is "UTC" or "UCT" or "GMT" or "ZULU" ? "UTC" : T["{0} time", place];
    }

    private static string WeekdayOrDays(this Event @event) =>
        @event.HasSeveralDays() ? @event.ShortDay() : Formats.Date(@event.LocalStart(), "ddd");

    private static string Moment(this Event @event, DateTimeOffset instant) =>
        @event.HasDoorsOnEarlierDate() ? @event.DayAndTime(instant) : TimeOfDay(@event, instant);

    private static string Range(DateTimeOffset first, DateTimeOffset last, string from, string to) =>
        first.Date == last.Date ? to : T["{0} – {1}", from, to];
}
