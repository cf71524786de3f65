using System.Globalization;

namespace Ticketing.Infrastructure.Localization;

public abstract record LocalTimeResult
{
    public sealed record Empty : LocalTimeResult;

    public sealed record Valid(DateTimeOffset Instant) : LocalTimeResult;

    public sealed record Invalid(string Message) : LocalTimeResult;

    /// <returns>Null if empty or refused; the reason is then in <paramref name="errors"/>.</returns>
    public DateTimeOffset? GetOrAddError(Dictionary<string, string> errors, string field)
    {
        if (this is Invalid refused)
        {
            errors[field] = refused.Message;
        }

        return (this as Valid)?.Instant;
    }
}

/// <summary>
/// Converts between instants and local date and time input, by the same <see cref="TimeZoneInfo"/> rules as the pages, so that a displayed
/// time parses back to the same minute.
/// </summary>
public static class LocalTimeConverter
{
    public const int MinYear = 2000;
    public const int MaxYear = 2100;
    private const int MaxOffsetHours = 26;
    private static readonly TimeSpan MaxGap = TimeSpan.FromHours(25);

    public static LocalTimeInput ToInput(DateTimeOffset? instant, string zone)
    {
        if (instant is not { } at)
        {
            return new LocalTimeInput();
        }

        var found = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var local = TruncateToMinute(TimeZoneInfo.ConvertTime(at, found));
        var readings = GetInstants(local, found);
        return new LocalTimeInput
        {
            Date = local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Time = local.ToString("HH:mm", CultureInfo.InvariantCulture),
            Which =
                readings.Length < 2 ? ""
                : readings[1] <= at ? LocalTimeInput.Second
                : LocalTimeInput.First,
        };
    }

    public static LocalTimeResult Parse(LocalTimeInput typed, string zone)
    {
        if (typed.IsEmpty)
        {
            return new LocalTimeResult.Empty();
        }

        if (!DateOnly.TryParseExact(typed.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return new LocalTimeResult.Invalid(typed.Date.Length == 0 ? T["The date is missing."] : T["Enter the date like 2026-11-27."]);
        }

        if (date.Year is < MinYear or > MaxYear)
        {
            return new LocalTimeResult.Invalid(T["The year must be between {0} and {1}.", MinYear, MaxYear]);
        }

        return TimeOnly.TryParseExact(
            typed.Time,
            ["HH:mm", "H:mm", "HH:mm:ss"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var time
        )
            ? Parse(date.ToDateTime(time), typed.Which, zone)
            : new LocalTimeResult.Invalid(typed.Time.Length == 0 ? T["The time is missing."] : T["Enter the time like 20:15."]);
    }

    private static LocalTimeResult Parse(DateTime local, string which, string zone)
    {
        var found = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var clock = local.ToString("HH:mm", CultureInfo.InvariantCulture);
        return GetInstants(local, found) switch
        {
            [] => new LocalTimeResult.Invalid(
                T[
                    "The clocks go forward then: {0} does not exist on that day. The next minute that does is {1}.",
                    clock,
                    SkipGap(local, found).ToString("HH:mm", CultureInfo.InvariantCulture)
                ]
            ),
            [var only] => new LocalTimeResult.Valid(only),
            [var first, ..] when which == LocalTimeInput.First => new LocalTimeResult.Valid(first),
            [_, var second, ..] when which == LocalTimeInput.Second => new LocalTimeResult.Valid(second),
            _ => new LocalTimeResult.Invalid(T["The clocks go back then: {0} comes twice. Say which of the two.", clock]),
        };
    }

    /// <summary>True if the clocks show this time twice and the user has to choose.</summary>
    public static bool IsAmbiguous(LocalTimeInput typed, string zone) =>
        typed.Which.Length > 0
        || (
            TimeZones.IsKnown(zone)
            && Parse(typed with { Which = "" }, zone) is LocalTimeResult.Invalid
            && Parse(typed with { Which = LocalTimeInput.First }, zone) is LocalTimeResult.Valid
        );

    /// <summary>The first instant if the time occurs twice; the end of the gap if it is skipped.</summary>
    public static DateTimeOffset ToInstant(DateTime local, string zone)
    {
        var found = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var shown = SkipGap(local, found);
        return GetInstants(shown, found) is [var first, ..] ? first : new DateTimeOffset(shown, TimeSpan.Zero);
    }

    /// <summary>None in a gap; two if the clocks go back, earlier first.</summary>
    private static DateTimeOffset[] GetInstants(DateTime local, TimeZoneInfo zone)
    {
        var near = DateTime.SpecifyKind(local, DateTimeKind.Utc);
        return
        [
            .. Enumerable
                .Range(-MaxOffsetHours, (2 * MaxOffsetHours) + 1)
                .Select(hours => zone.GetUtcOffset(near.AddHours(hours)))
                .Distinct()
                .Select(offset => new DateTimeOffset(local, offset).ToUniversalTime())
                .Where(instant => TimeZoneInfo.ConvertTime(instant, zone).DateTime == local)
                .Order(),
        ];
    }

    private static DateTime SkipGap(DateTime local, TimeZoneInfo zone)
    {
        for (var later = local; later < local + MaxGap; later = later.AddMinutes(1))
        {
            if (GetInstants(later, zone).Length > 0)
            {
                return later;
            }
        }

        return local + MaxGap;
    }

    private static DateTime TruncateToMinute(DateTimeOffset local) =>
        local.DateTime.AddTicks(-(local.DateTime.Ticks % TimeSpan.TicksPerMinute));
}
