using System.Globalization;
using Microsoft.Extensions.Options;
using Ticketing.Events;
using Ticketing.Settings;

namespace Ticketing.Areas.Admin;

/// <summary>Instants as staff read them: in the venue's time zone.</summary>
public sealed class VenueTimes(IOptionsMonitor<SiteOptions> site)
{
    /// <summary>"4 Feb 2031, 10:00".</summary>
    public string Moment(DateTimeOffset instant)
    {
        var local = TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(site.CurrentValue.TimeZone));
        return local.ToString("d MMM yyyy, ", EventTimes.English).Replace("Sept", "Sep", StringComparison.Ordinal)
            + local.ToString("HH:mm", CultureInfo.InvariantCulture);
    }
}
