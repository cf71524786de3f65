using System.Globalization;

namespace Ticketing.Events.Editing;

public abstract record MomentReading
{
    public sealed record None : MomentReading;

    public sealed record At(DateTimeOffset Instant) : MomentReading;

    public sealed record Refused(string Message) : MomentReading;

    /// <returns>Null if empty or refused; the reason is then in <paramref name="errors"/>.</returns>
    public DateTimeOffset? OrTell(Dictionary<string, string> errors, string field)
    {
        if (this is Refused refused)
        {
            errors[field] = refused.Message;
        }

        return (this as At)?.Instant;
    }
}

/// <summary>
/// Converts between instants and local date and time input, by the same <see cref="TimeZoneInfo"/> rules as the pages, so that a displayed
/// time parses back to the same minute.
/// </summary>
public static class LocalTime
{
    private const int FirstYear = 2000;
    private const int LastYear = 2100;
    private const int FurthestOffset = 26;
    private static readonly TimeSpan LongestGap = TimeSpan.FromHours(25);

    public static TypedMoment Of(DateTimeOffset? instant, string zone)
    {
        if (instant is not { } at)
        {
            return new TypedMoment();
        }

        var found = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var local = WholeMinute(TimeZoneInfo.ConvertTime(at, found));
        var readings = InstantsAt(local, found);
        return new TypedMoment
        {
            Date = local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Time = local.ToString("HH:mm", CultureInfo.InvariantCulture),
            Which = readings.Length < 2 ? "" : readings[1] <= at ? TypedMoment.Second : TypedMoment.First,
        };
    }

    public static MomentReading Read(TypedMoment typed, string zone)
    {
        if (typed.IsEmpty)
        {
            return new MomentReading.None();
        }

        if (!DateOnly.TryParseExact(typed.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return new MomentReading.Refused(typed.Date.Length == 0 ? "The date is missing." : "Type the date like 2026-11-27.");
        }

        if (date.Year is < FirstYear or > LastYear)
        {
            return new MomentReading.Refused($"The year must be between {FirstYear} and {LastYear}.");
        }

        return TimeOnly.TryParseExact(typed.Time, ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? Read(date.ToDateTime(time), typed.Which, zone)
            : new MomentReading.Refused(typed.Time.Length == 0 ? "The time is missing." : "Type the time like 20:15.");
    }

    private static MomentReading Read(DateTime local, string which, string zone)
    {
        var found = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var clock = local.ToString("HH:mm", CultureInfo.InvariantCulture);
        return InstantsAt(local, found) switch
        {
            [] => new MomentReading.Refused(
                $"The clocks go forward then: {clock} does not exist on that day. The next minute that does is {AfterGap(local, found).ToString("HH:mm", CultureInfo.InvariantCulture)}."),
            [var only] => new MomentReading.At(only),
            [var first, ..] when which == TypedMoment.First => new MomentReading.At(first),
            [_, var second, ..] when which == TypedMoment.Second => new MomentReading.At(second),
            _ => new MomentReading.Refused($"The clocks go back then: {clock} comes twice. Say which of the two."),
        };
    }

    /// <summary>True if the clocks show this time twice and the user has to choose.</summary>
    public static bool IsTwice(TypedMoment typed, string zone) =>
        typed.Which.Length > 0 || (Zones.IsKnown(zone) && Read(typed with { Which = "" }, zone) is MomentReading.Refused
            && Read(typed with { Which = TypedMoment.First }, zone) is MomentReading.At);

    /// <summary>The first instant if the time occurs twice; the end of the gap if it is skipped.</summary>
    public static DateTimeOffset Nearest(DateTime local, string zone)
    {
        var found = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var shown = AfterGap(local, found);
        return InstantsAt(shown, found) is [var first, ..] ? first : new DateTimeOffset(shown, TimeSpan.Zero);
    }

    /// <summary>None in a gap; two if the clocks go back, earlier first.</summary>
    private static DateTimeOffset[] InstantsAt(DateTime local, TimeZoneInfo zone)
    {
        var near = DateTime.SpecifyKind(local, DateTimeKind.Utc);
        return [.. Enumerable.Range(-FurthestOffset, (2 * FurthestOffset) + 1)
            .Select(hours => zone.GetUtcOffset(near.AddHours(hours))).Distinct()
            .Select(offset => new DateTimeOffset(local, offset).ToUniversalTime())
            .Where(instant => TimeZoneInfo.ConvertTime(instant, zone).DateTime == local)
            .Order()];
    }

    private static DateTime AfterGap(DateTime local, TimeZoneInfo zone)
    {
        for (var later = local; later < local + LongestGap; later = later.AddMinutes(1))
        {
            if (InstantsAt(later, zone).Length > 0)
            {
                return later;
            }
        }

        return local + LongestGap;
    }

    private static DateTime WholeMinute(DateTimeOffset local) => local.DateTime.AddTicks(-(local.DateTime.Ticks % TimeSpan.TicksPerMinute));
}
