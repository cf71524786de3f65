using System.Globalization;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Infrastructure.Localization;

/// <summary>Times in the zone of the venue, in the language of the page or mail.</summary>
public sealed class VenueClock(IOptionsMonitor<SiteOptions> site, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>IANA name.</summary>
    public string ZoneName => site.CurrentValue.TimeZone;

    public DateOnly Today => GetDate(Now);

    private TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(site.CurrentValue.TimeZone);

    /// <summary>"Monday 3 February 2031, 12:00".</summary>
    public string FormatLongDateTime(DateTimeOffset instant) => Formats.Date(ToLocal(instant), "dddd d MMMM yyyy, HH:mm");

    /// <summary>"Mon 3 Feb 2031, 12:00".</summary>
    public string FormatDateTime(DateTimeOffset instant) => Formats.Date(ToLocal(instant), "ddd d MMM yyyy, HH:mm");

    /// <summary>"3 Feb 2031, 12:00".</summary>
    public string FormatShortDateTime(DateTimeOffset instant) => Formats.Date(ToLocal(instant), "d MMM yyyy, HH:mm");

    /// <summary>"Mon 3 Feb 2031".</summary>
    public string FormatDate(DateTimeOffset instant) => Formats.Date(ToLocal(instant), "ddd d MMM yyyy");

    /// <summary>"12:00".</summary>
    public string FormatTime(DateTimeOffset instant) => Formats.TimeOfDay(ToLocal(instant));

    /// <summary>"12:00:05".</summary>
    public string FormatTimeWithSeconds(DateTimeOffset instant) => ToLocal(instant).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    public DateOnly GetDate(DateTimeOffset instant) => DateOnly.FromDateTime(ToLocal(instant).DateTime);

    public (DateOnly Day, int Hour) GetHour(DateTimeOffset instant)
    {
        var local = ToLocal(instant).DateTime;
        return (DateOnly.FromDateTime(local), local.Hour);
    }

    /// <summary>If a clock change skips midnight, the first instant after it.</summary>
    public DateTimeOffset GetStartOfDay(DateOnly day)
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
    public (DateTimeOffset? From, DateTimeOffset? Until) GetRange(DateOnly? first, DateOnly? last) =>
        (first is { } day ? GetStartOfDay(day) : null, last is { } end && end < DateOnly.MaxValue ? GetStartOfDay(end.AddDays(1)) : null);

    /// <summary>A day may have 23 or 25 hours.</summary>
    public InstantRange GetRange(Period period) => new(GetStartOfDay(period.First), GetStartOfDay(period.Last.AddDays(1)));

    /// <summary>For the HTML time element.</summary>
    public static string FormatIso(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public DateTimeOffset ToLocal(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);
}
