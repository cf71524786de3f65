using System.Globalization;
using Microsoft.Extensions.Options;
using Ticketing.Events;
using Ticketing.Settings;

namespace Ticketing.Areas.Admin;

/// <summary>Instants and days as staff read and type them: in the venue's own time zone.</summary>
public sealed class VenueClock(IOptionsMonitor<SiteOptions> site, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The day that it is at the venue.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Local(Now).DateTime);

    private TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(site.CurrentValue.TimeZone);

    /// <summary>"Mon 3 Feb 2031, 12:00".</summary>
    public string Moment(DateTimeOffset instant) => $"{Day(instant)}, {Local(instant).ToString("HH:mm", CultureInfo.InvariantCulture)}";

    /// <summary>"Mon 3 Feb 2031".</summary>
    public string Day(DateTimeOffset instant) =>
        Local(instant).ToString("ddd d MMM yyyy", EventTimes.English).Replace("Sept", "Sep", StringComparison.Ordinal);

    /// <summary>"12:00:05".</summary>
    public string Second(DateTimeOffset instant) => Local(instant).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The instant at which a day begins; where the clocks skip midnight, the first after it.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (Zone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(15);
        }

        // Of a midnight that comes twice the day begins with the first, which is further from UTC.
        var offset = Zone.IsAmbiguousTime(midnight) ? Zone.GetAmbiguousTimeOffsets(midnight).Max() : Zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }

    /// <summary>For the time element.</summary>
    public static string Machine(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);
}
