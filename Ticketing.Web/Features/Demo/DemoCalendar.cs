namespace Ticketing.Features.Demo;

/// <summary>Gives each event a date of its own.</summary>
internal sealed class DemoCalendar(DateOnly today)
{
    private const int DaysToSellNewYearsEve = 5;
    private readonly HashSet<DateOnly> taken = [];

    public DateOnly Today => today;

    public DateOnly AssignDate(DemoEventDate eventDate) =>
        eventDate switch
        {
            DemoEventDate.WeekAndDay { Week: >= 0 } of => TakeFreeDate(OnOrAfter(today.AddDays(1 + (7 * of.Week)), of.Day), step: 1),
            DemoEventDate.WeekAndDay of => TakeFreeDate(OnOrAfter(today.AddDays(-1 + (7 * of.Week)), of.Day), step: -1),
            _ => GetNextNewYearsEve(),
        };

    // Moves away from today if the venue is closed or taken.
    private DateOnly TakeFreeDate(DateOnly date, int step)
    {
        while (IsClosed(date) || !taken.Add(date))
        {
            date = date.AddDays(step);
        }

        return date;
    }

    private DateOnly GetNextNewYearsEve()
    {
        var thisYears = new DateOnly(today.Year, 12, 31);
        return thisYears.DayNumber - today.DayNumber >= DaysToSellNewYearsEve ? thisYears : thisYears.AddYears(1);
    }

    private static bool IsClosed(DateOnly date) => date is { Month: 12, Day: 24 or 25 or 26 or 31 } or { Month: 1, Day: 1 };

    private static DateOnly OnOrAfter(DateOnly date, DayOfWeek day) => date.AddDays((day - date.DayOfWeek + 7) % 7);
}
