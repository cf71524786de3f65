namespace Ticketing.Bench.History;

/// <summary>
/// A history with a constant number of orders per day; more orders reach further back. Each day has its own seed, so that the last days are
/// the same in a short and a long history.
/// </summary>
internal sealed class Past
{
    public const int OrdersPerDay = 300;

    /// <summary>End of the history, at which the clock is fixed.</summary>
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

    /// <summary>Oldest day first; a day's rows are in the chunk when it is yielded.</summary>
    /// <returns>Orders written so far, after each day.</returns>
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
            // The first day may be partial.
            else if (left-- <= most)
            {
                ledger.Write(Purchase.Draw(before + left, Season, at, dice));
            }
        }
    }
}
