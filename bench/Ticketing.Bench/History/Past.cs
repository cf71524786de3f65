namespace Ticketing.Bench.History;

/// <summary>
/// A venue's past of so many orders, as busy every day: more orders reach further back. Each day is drawn from a seed of its own, so that the
/// last days are the same in a short and in a long past.
/// </summary>
internal sealed class Past
{
    public const int OrdersPerDay = 300;

    /// <summary>When the past ends, and the clock stands still.</summary>
    public static readonly DateTimeOffset End = new(2031, 2, 3, 23, 30, 0, TimeSpan.Zero);

    private const int VisitsPerDay = 100;
    private const int OpensAt = 8;
    private const int HoursOpen = 15;
    private readonly int orders;
    private readonly int seed;
    private readonly DateOnly first;

    public Past(int orders, int seed)
    {
        (this.orders, this.seed) = (orders, seed);
        first = Last.AddDays(1 - ((orders + OrdersPerDay - 1) / OrdersPerDay));
        Season = new Season(first, Last, seed);
    }

    public static DateOnly Last => DateOnly.FromDateTime(End.DateTime);

    public Season Season { get; }

    /// <summary>Day by day, the earliest first; each day's rows are in the chunk when it is handed out.</summary>
    /// <returns>After each day, how many orders were written so far.</returns>
    public IEnumerable<int> WriteInto(Ledger ledger)
    {
        for (var day = first; day <= Last; day = day.AddDays(1))
        {
            var before = (Last.DayNumber - day.DayNumber) * OrdersPerDay;
            Write(ledger, day, before, Math.Min(OrdersPerDay, orders - before));
            yield return orders - before;
        }
    }

    private void Write(Ledger ledger, DateOnly day, int before, int most)
    {
        var dice = new Dice(Seeds.From(seed, day.DayNumber, 2));
        var begin = new DateTimeOffset(day, new TimeOnly(OpensAt, 0), TimeSpan.Zero);
        var moments = Enumerable.Range(0, OrdersPerDay + VisitsPerDay)
            .Select(i => (At: begin + dice.Minutes(0, HoursOpen * 60), IsOrder: i < OrdersPerDay)).OrderBy(moment => moment.At).ToList();
        var left = OrdersPerDay;
        foreach (var (at, isOrder) in moments)
        {
            if (!isOrder)
            {
                ledger.WriteVisit(Season.Draw(at, dice), at, dice);
            }
            // Of the first day a part may be missing.
            else if (left-- <= most)
            {
                ledger.Write(Purchase.Draw(before + left, Season, at, dice));
            }
        }
    }
}
