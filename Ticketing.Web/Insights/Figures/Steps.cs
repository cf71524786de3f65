using System.Globalization;
using Ticketing.Insights.Periods;

namespace Ticketing.Insights.Figures;

public enum Step
{
    Day,

    /// <summary>Monday to Sunday.</summary>
    Week,
    Month,
}

public static class Steps
{
    /// <summary>More points are not readable.</summary>
    public const int Most = 370;

    private const int DaysOfAWeek = 7;
    private const int FewestDaysByWeek = 46;
    private const int FewestDaysByMonth = 200;

    /// <summary>A default if none is chosen; coarser than chosen if that gives too many points.</summary>
    public static Step For(Period period, Step? chosen) => chosen switch
    {
        { } step when period.Days <= Most * LengthOf(step) => step,
        null when period.Days < FewestDaysByWeek => Step.Day,
        null when period.Days < FewestDaysByMonth => Step.Week,
        Step.Day when period.Days <= Most * DaysOfAWeek => Step.Week,
        _ => Step.Month,
    };

    /// <summary>The first and last part may be shorter.</summary>
    public static IReadOnlyList<Period> Cut(Period period, Step step)
    {
        var parts = new List<Period>();
        for (var first = period.First; first <= period.Last;)
        {
            var next = Next(first, step);
            var last = next > period.Last ? period.Last : next.AddDays(-1);
            parts.Add(new Period(first, last));
            first = last.AddDays(1);
        }

        return parts;
    }

    /// <summary>"Mon 3 Feb", "3–9 Feb" or "Feb 2031"; with the year if the period spans several.</summary>
    public static IReadOnlyList<string> Names(Period period, Step step)
    {
        var year = period.First.Year == period.Last.Year ? "" : " yyyy";
        return [.. Cut(period, step).Select(part => Name(part, step, year))];
    }

    private static string Name(Period part, Step step, string year) => step switch
    {
        Step.Day => Show(part.First, "ddd d MMM" + year),
        Step.Month => Show(part.First, "MMM yyyy"),
        _ when part.First == part.Last => Show(part.First, "d MMM" + year),
        _ when part.First.Month == part.Last.Month => $"{part.First.Day}–{Show(part.Last, "d MMM" + year)}",
        _ => $"{Show(part.First, "d MMM")} – {Show(part.Last, "d MMM" + year)}",
    };

    private static string Show(DateOnly day, string format) => day.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>0 on a Monday, 6 on a Sunday.</summary>
    public static int SinceMonday(DateOnly day) => ((int)day.DayOfWeek + 6) % DaysOfAWeek;

    private static int LengthOf(Step step) => step switch { Step.Day => 1, Step.Week => DaysOfAWeek, _ => 28 };

    private static DateOnly Next(DateOnly day, Step step) => step switch
    {
        Step.Day => day.AddDays(1),
        Step.Week => day.AddDays(DaysOfAWeek - SinceMonday(day)),
        _ => new DateOnly(day.Year, day.Month, 1).AddMonths(1),
    };
}
