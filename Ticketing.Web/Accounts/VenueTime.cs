using System.Globalization;
using Ticketing.Settings;

namespace Ticketing.Accounts;

/// <summary>Instants as the clock on the venue's wall shows them.</summary>
public static class VenueTime
{
    /// <summary>"Monday 3 February 2031, 12:00".</summary>
    public static string Day(DateTimeOffset instant, SiteOptions venue) => Show(instant, venue, "dddd d MMMM yyyy, HH:mm");

    /// <summary>"3 Feb 2031, 12:00".</summary>
    public static string Brief(DateTimeOffset instant, SiteOptions venue) => Show(instant, venue, "d MMM yyyy, HH:mm");

    private static string Show(DateTimeOffset instant, SiteOptions venue, string format) =>
        TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(venue.TimeZone)).ToString(format, CultureInfo.InvariantCulture);
}
