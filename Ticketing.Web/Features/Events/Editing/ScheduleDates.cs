using System.Globalization;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Features.Events.Editing;

/// <summary>Infers the dates of doors and end, so that staff need not type them.</summary>
internal static class ScheduleDates
{
    private static readonly TimeOnly EarlyMorning = new(6, 0);
    private static readonly TimeOnly Noon = new(12, 0);

    /// <summary>The start's date, or the day before if an event starts after midnight and doors open in the evening.</summary>
    public static DateOnly InferDoorsDate(DateOnly day, TimeOnly start, TimeOnly doors) =>
        doors > start && start < EarlyMorning ? day.AddDays(-1) : day;

    /// <summary>The start's date, or the next day if the event ends after midnight.</summary>
    public static DateOnly InferEndDate(DateOnly day, TimeOnly start, TimeOnly end) => end <= start && end < Noon ? day.AddDays(1) : day;

    public static LocalTimeInput AddInferredDate(
        LocalTimeInput typed,
        LocalTimeInput starts,
        Func<DateOnly, TimeOnly, TimeOnly, DateOnly> dateOf
    ) =>
        typed.Date.Length == 0 && typed.Time.Length > 0 && InferDate(typed, starts, dateOf) is { } date
            ? typed with
            {
                Date = date,
            }
            : typed;

    public static LocalTimeInput OmitInferredDate(
        LocalTimeInput typed,
        LocalTimeInput starts,
        Func<DateOnly, TimeOnly, TimeOnly, DateOnly> dateOf
    ) => InferDate(typed, starts, dateOf) == typed.Date ? typed with { Date = "" } : typed;

    private static string? InferDate(LocalTimeInput typed, LocalTimeInput starts, Func<DateOnly, TimeOnly, TimeOnly, DateOnly> dateOf) =>
        DateOnly.TryParseExact(starts.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && TimeOnly.TryParse(starts.Time, CultureInfo.InvariantCulture, out var start)
        && TimeOnly.TryParse(typed.Time, CultureInfo.InvariantCulture, out var time)
        && day.Year is > 1 and < 9999
            ? dateOf(day, start, time).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;
}
