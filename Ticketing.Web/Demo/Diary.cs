namespace Ticketing.Demo;

/// <summary>The house's diary around one day: gives every show a date of its own.</summary>
internal sealed class Diary(DateOnly today)
{
    private const int DaysToSellNewYearsEve = 5;
    private readonly HashSet<DateOnly> taken = [];

    public DateOnly Today => today;

    public DateOnly Book(Night night) => night switch
    {
        Night.Of { Week: >= 0 } of => Take(OnOrAfter(today.AddDays(1 + (7 * of.Week)), of.Day), step: 1),
        Night.Of of => Take(OnOrAfter(today.AddDays(-1 + (7 * of.Week)), of.Day), step: -1),
        _ => NextNewYearsEve(),
    };

    // A weekday may fall on a day on which the house is dark: the show then moves to the nearest free night away from today.
    private DateOnly Take(DateOnly date, int step)
    {
        while (IsDark(date) || !taken.Add(date))
        {
            date = date.AddDays(step);
        }

        return date;
    }

    private DateOnly NextNewYearsEve()
    {
        var thisYears = new DateOnly(today.Year, 12, 31);
        return thisYears.DayNumber - today.DayNumber >= DaysToSellNewYearsEve ? thisYears : thisYears.AddYears(1);
    }

    private static bool IsDark(DateOnly date) => date is { Month: 12, Day: 24 or 25 or 26 or 31 } or { Month: 1, Day: 1 };

    private static DateOnly OnOrAfter(DateOnly date, DayOfWeek day) => date.AddDays((day - date.DayOfWeek + 7) % 7);
}
