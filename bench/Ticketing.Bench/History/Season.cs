namespace Ticketing.Bench.History;

/// <summary>One or two shows a day, on sale for four weeks. A day's shows are the same in any history.</summary>
internal sealed class Season
{
    private const int DaysForSale = 28;
    private const int DaysAhead = 60;
    private static readonly TimeSpan Rush = TimeSpan.FromDays(5);
    private readonly List<Show> shows = [];

    public Season(DateOnly first, DateOnly last, int seed)
    {
        for (var day = first; day <= last.AddDays(DaysAhead); day = day.AddDays(1))
        {
            var dice = new Dice(Seeds.From(seed, day.DayNumber, 1));
            shows.Add(Show.On(At(day, 19.5), 1, dice));
            if (day.DayOfWeek is DayOfWeek.Thursday or DayOfWeek.Friday or DayOfWeek.Saturday)
            {
                shows.Add(Show.On(At(day, 20.5), 2, dice));
            }
        }
    }

    /// <summary>Earliest first.</summary>
    public IReadOnlyList<Show> Shows => shows;

    /// <summary>Half of the draws are limited to the next five days.</summary>
    public Show Draw(DateTimeOffset at, Dice dice)
    {
        var first = FirstAfter(at);
        var end = FirstAfter(at + (dice.OnceIn(2) ? Rush : TimeSpan.FromDays(DaysForSale)));
        return shows[dice.Random.Next(first, end)];
    }

    private static DateTimeOffset At(DateOnly day, double hour) => new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).AddHours(hour);

    private int FirstAfter(DateTimeOffset at)
    {
        var (low, high) = (0, shows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = shows[middle].Event.StartsAt > at ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
