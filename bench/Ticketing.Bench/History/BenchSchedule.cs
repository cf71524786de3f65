namespace Ticketing.Bench.History;

/// <summary>One or two shows a day, on sale for four weeks. A day's shows are the same in any history.</summary>
internal sealed class BenchSchedule
{
    private const int SaleDays = 28;
    private const int DaysAhead = 60;
    private static readonly TimeSpan NearTerm = TimeSpan.FromDays(5);
    private readonly List<BenchEvent> events = [];

    public BenchSchedule(DateOnly first, DateOnly last, int seed)
    {
        for (var day = first; day <= last.AddDays(DaysAhead); day = day.AddDays(1))
        {
            var dice = new RandomSource(Seeds.From(seed, day.DayNumber, 1));
            events.Add(BenchEvent.Create(At(day, 19.5), 1, dice));
            if (day.DayOfWeek is DayOfWeek.Thursday or DayOfWeek.Friday or DayOfWeek.Saturday)
            {
                events.Add(BenchEvent.Create(At(day, 20.5), 2, dice));
            }
        }
    }

    /// <summary>Earliest first.</summary>
    public IReadOnlyList<BenchEvent> Events => events;

    /// <summary>Half of the draws are limited to the next five days.</summary>
    public BenchEvent Draw(DateTimeOffset at, RandomSource dice)
    {
        var first = FirstAfter(at);
        var end = FirstAfter(at + (dice.OneIn(2) ? NearTerm : TimeSpan.FromDays(SaleDays)));
        return events[dice.Generator.Next(first, end)];
    }

    private static DateTimeOffset At(DateOnly day, double hour) => new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).AddHours(hour);

    private int FirstAfter(DateTimeOffset at)
    {
        var (low, high) = (0, events.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = events[middle].Event.StartsAt > at ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
