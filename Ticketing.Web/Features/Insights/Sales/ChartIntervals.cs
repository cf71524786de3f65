using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Insights.Sales;

public enum ChartInterval
{
    Day,

    /// <summary>Monday to Sunday.</summary>
    Week,
    Month,
}

public static class ChartIntervals
{
    /// <summary>More points are not readable.</summary>
    public const int MaxCount = 370;

    private const int DaysPerWeek = 7;
    private const int MinDaysByWeek = 46;
    private const int MinDaysByMonth = 200;

    /// <summary>A default if none is chosen; coarser than chosen if that gives too many points.</summary>
    public static ChartInterval Choose(Period period, ChartInterval? chosen) =>
        chosen switch
        {
            { } step when period.Days <= MaxCount * GetMinDays(step) => step,
            null when period.Days < MinDaysByWeek => ChartInterval.Day,
            null when period.Days < MinDaysByMonth => ChartInterval.Week,
            ChartInterval.Day when period.Days <= MaxCount * DaysPerWeek => ChartInterval.Week,
            _ => ChartInterval.Month,
        };

    /// <summary>The first and last part may be shorter.</summary>
    public static IReadOnlyList<Period> Split(Period period, ChartInterval step)
    {
        var parts = new List<Period>();
        for (var first = period.First; first <= period.Last; )
        {
            var next = Next(first, step);
            var last = next > period.Last ? period.Last : next.AddDays(-1);
            parts.Add(new Period(first, last));
            first = last.AddDays(1);
        }

        return parts;
    }

    /// <summary>"Mon 3 Feb", "3–9 Feb" or "Feb 2031"; with the year if the period spans several.</summary>
    public static IReadOnlyList<string> GetLabels(Period period, ChartInterval step)
    {
        var needsYear = period.First.Year != period.Last.Year;
        return [.. Split(period, step).Select(part => GetLabel(part, step, needsYear))];
    }

    private static string GetLabel(Period part, ChartInterval step, bool needsYear) =>
        step switch
        {
            ChartInterval.Day => needsYear ? Formats.Date(part.First, "ddd d MMM yyyy") : Formats.Date(part.First, "ddd d MMM"),
            ChartInterval.Month => Formats.Date(part.First, "MMM yyyy"),
            _ when part.First == part.Last => GetDay(part.First, needsYear),
            _ when part.First.Month == part.Last.Month => T["{0}–{1}", Formats.Date(part.First, "%d"), GetDay(part.Last, needsYear)],
            _ => T["{0} – {1}", Formats.Date(part.First, "d MMM"), GetDay(part.Last, needsYear)],
        };

    private static string GetDay(DateOnly day, bool needsYear) => needsYear ? Formats.Date(day, "d MMM yyyy") : Formats.Date(day, "d MMM");

    /// <summary>0 on a Monday, 6 on a Sunday.</summary>
    public static int DaysSinceMonday(DateOnly day) => ((int)day.DayOfWeek + 6) % DaysPerWeek;

    private static int GetMinDays(ChartInterval step) =>
        step switch
        {
            ChartInterval.Day => 1,
            ChartInterval.Week => DaysPerWeek,
            _ => 28,
        };

    private static DateOnly Next(DateOnly day, ChartInterval step) =>
        step switch
        {
            ChartInterval.Day => day.AddDays(1),
            ChartInterval.Week => day.AddDays(DaysPerWeek - DaysSinceMonday(day)),
            _ => new DateOnly(day.Year, day.Month, 1).AddMonths(1),
        };
}
