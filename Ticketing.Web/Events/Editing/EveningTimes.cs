using System.Globalization;

namespace Ticketing.Events.Editing;

/// <summary>Doors and end go without a date of their own where the evening's makes it plain.</summary>
internal static class EveningTimes
{
    private static readonly TimeOnly EndOfNight = new(6, 0);
    private static readonly TimeOnly Noon = new(12, 0);

    /// <summary>The day of the start; the day before where a show begins at night and its doors open in the evening.</summary>
    public static DateOnly DoorsDate(DateOnly day, TimeOnly start, TimeOnly doors) => doors > start && start < EndOfNight ? day.AddDays(-1) : day;

    /// <summary>The day of the start; the next where a show ends in the small hours.</summary>
    public static DateOnly EndDate(DateOnly day, TimeOnly start, TimeOnly end) => end <= start && end < Noon ? day.AddDays(1) : day;

    /// <summary>With the date that goes without saying.</summary>
    public static TypedMoment Completed(TypedMoment typed, TypedMoment starts, Func<DateOnly, TimeOnly, TimeOnly, DateOnly> dateOf) =>
        typed.Date.Length == 0 && typed.Time.Length > 0 && Plain(typed, starts, dateOf) is { } date ? typed with { Date = date } : typed;

    /// <summary>Without the date, where it goes without saying.</summary>
    public static TypedMoment Shortened(TypedMoment typed, TypedMoment starts, Func<DateOnly, TimeOnly, TimeOnly, DateOnly> dateOf) =>
        Plain(typed, starts, dateOf) == typed.Date ? typed with { Date = "" } : typed;

    private static string? Plain(TypedMoment typed, TypedMoment starts, Func<DateOnly, TimeOnly, TimeOnly, DateOnly> dateOf) =>
        DateOnly.TryParseExact(starts.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && TimeOnly.TryParse(starts.Time, CultureInfo.InvariantCulture, out var start)
        && TimeOnly.TryParse(typed.Time, CultureInfo.InvariantCulture, out var time)
        && day.Year is > 1 and < 9999
            ? dateOf(day, start, time).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;
}
