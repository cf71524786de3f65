using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;

namespace Ticketing.Features.Events.Catalog;

/// <summary>
/// VTIMEZONE of one entry: each change of the clocks that matters to it, with its date. Rules that repeat every year would be wrong
/// in zones such as Africa/Casablanca, whose clocks follow Ramadan.
/// </summary>
internal static class CalendarZone
{
    private static readonly TimeSpan Margin = TimeSpan.FromDays(1);
    private static readonly DateTimeOffset NoChange = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Clocks that change do so every year.
    private const int MaxDaysBack = 400;

    public static VTimeZone Create(TimeZoneInfo zone, DateTimeOffset starts, DateTimeOffset ends)
    {
        var component = new VTimeZone(zone.Id);
        component.AddChild(CreatePeriod(zone, FindLastChange(zone, starts - Margin) ?? NoChange));
        for (var day = starts - Margin; day < ends + Margin; day += Margin)
        {
            if (HasChange(zone, day, day + Margin))
            {
                component.AddChild(CreatePeriod(zone, FindChange(zone, day, day + Margin)));
            }
        }

        return component;
    }

    private static VTimeZoneInfo CreatePeriod(TimeZoneInfo zone, DateTimeOffset change)
    {
        var (from, to) = (zone.GetUtcOffset(change.AddMinutes(-1)), zone.GetUtcOffset(change));
        return new VTimeZoneInfo(to > from ? Components.Daylight : Components.Standard)
        {
            OffsetFrom = new UtcOffset(from),
            OffsetTo = new UtcOffset(to),
            // In the time that was valid until then.
            Start = new CalDateTime(DateTime.SpecifyKind((change.UtcDateTime + from), DateTimeKind.Unspecified)),
        };
    }

    private static DateTimeOffset? FindLastChange(TimeZoneInfo zone, DateTimeOffset before)
    {
        for (var days = 0; days < MaxDaysBack; days++)
        {
            var until = before.AddDays(-days);
            if (HasChange(zone, until - Margin, until))
            {
                return FindChange(zone, until - Margin, until);
            }
        }

        return null;
    }

    private static bool HasChange(TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset until) =>
        zone.GetUtcOffset(from) != zone.GetUtcOffset(until);

    /// <returns>First minute with the later offset.</returns>
    private static DateTimeOffset FindChange(TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset until)
    {
        var (before, after) = (ToMinutes(from), ToMinutes(until));
        while (after - before > 1)
        {
            var middle = (before + after) / 2;
            if (HasChange(zone, from, FromMinutes(middle)))
            {
                after = middle;
            }
            else
            {
                before = middle;
            }
        }

        return FromMinutes(after);
    }

    private static long ToMinutes(DateTimeOffset instant) => instant.ToUnixTimeSeconds() / 60;

    private static DateTimeOffset FromMinutes(long minutes) => DateTimeOffset.FromUnixTimeSeconds(minutes * 60);
}
