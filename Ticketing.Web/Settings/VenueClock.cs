using System.Globalization;
using Microsoft.Extensions.Options;

namespace Ticketing.Settings;

/// <summary>Times in the zone of the venue, in English.</summary>
public sealed class VenueClock(IOptionsMonitor<SiteOptions> site, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public DateOnly Today => DateOf(Now);

    private TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(site.CurrentValue.TimeZone);

    /// <summary>"Monday 3 February 2031, 12:00".</summary>
    public string LongMoment(DateTimeOffset instant) => Show(instant, "dddd d MMMM yyyy, HH:mm");

    /// <summary>"Mon 3 Feb 2031, 12:00".</summary>
    public string Moment(DateTimeOffset instant) => Show(instant, "ddd d MMM yyyy, HH:mm");

    /// <summary>"3 Feb 2031, 12:00".</summary>
    public string Brief(DateTimeOffset instant) => Show(instant, "d MMM yyyy, HH:mm");

    /// <summary>"Mon 3 Feb 2031".</summary>
    public string Day(DateTimeOffset instant) => Show(instant, "ddd d MMM yyyy");

    /// <summary>"12:00".</summary>
    public string Minute(DateTimeOffset instant) => Show(instant, "HH:mm");

    /// <summary>"12:00:05".</summary>
    public string Second(DateTimeOffset instant) => Show(instant, "HH:mm:ss");

    public DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);

    public (DateOnly Day, int Hour) HourOf(DateTimeOffset instant)
    {
        var local = Local(instant).DateTime;
        return (DateOnly.FromDateTime(local), local.Hour);
    }

    /// <summary>If a clock change skips midnight, the first instant after it.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (Zone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(15);
        }

        // The first of two midnights has the larger offset.
        var offset = Zone.IsAmbiguousTime(midnight) ? Zone.GetAmbiguousTimeOffsets(midnight).Max() : Zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }

    /// <summary>From the start of the first day to the end of the last.</summary>
    public (DateTimeOffset? From, DateTimeOffset? Until) Between(DateOnly? first, DateOnly? last) =>
        (first is { } day ? StartOf(day) : null, last is { } end && end < DateOnly.MaxValue ? StartOf(end.AddDays(1)) : null);

    /// <summary>For the HTML time element.</summary>
    public static string Machine(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private string Show(DateTimeOffset instant, string format) => Local(instant).ToString(format, CultureInfo.InvariantCulture);

    public DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);
}
