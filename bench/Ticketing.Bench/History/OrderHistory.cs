namespace Ticketing.Bench.History;

/// <summary>
/// A history with a constant number of orders per day; more orders reach further back. Each day has its own seed, so that the last days are
/// the same in a short and a long history.
/// </summary>
internal sealed class OrderHistory
{
    public const int OrdersPerDay = 300;

    /// <summary>End of the history, at which the clock is fixed.</summary>
    public static readonly DateTimeOffset End = new(2031, 2, 3, 23, 30, 0, TimeSpan.Zero);

    private const int VisitsPerDay = 100;
    private const int OpensAt = 8;
    private const int HoursOpen = 15;
    private readonly int orders;
    private readonly int seed;
    private readonly DateOnly firstDay;

    public OrderHistory(int orders, int seed)
    {
        (this.orders, this.seed) = (orders, seed);
        firstDay = LastDay.AddDays(1 - ((orders + OrdersPerDay - 1) / OrdersPerDay));
        Season = new BenchSchedule(firstDay, LastDay, seed);
    }

    public static DateOnly LastDay => DateOnly.FromDateTime(End.DateTime);

    public BenchSchedule Season { get; }

    /// <summary>Oldest day first; a day's rows are in the chunk when it is yielded.</summary>
    /// <returns>Orders written so far, after each day.</returns>
    public IEnumerable<int> WriteInto(PurchaseWriter ledger)
    {
        for (var day = firstDay; day <= LastDay; day = day.AddDays(1))
        {
            var before = (LastDay.DayNumber - day.DayNumber) * OrdersPerDay;
            Write(ledger, day, before, Math.Min(OrdersPerDay, orders - before));
            yield return orders - before;
        }
    }

    private void Write(PurchaseWriter ledger, DateOnly day, int before, int most)
    {
        var dice = new RandomSource(Seeds.From(seed, day.DayNumber, 2));
        var begin = new DateTimeOffset(day, new TimeOnly(OpensAt, 0), TimeSpan.Zero);
        var moments = Enumerable
            .Range(0, OrdersPerDay + VisitsPerDay)
            .Select(i => (At: begin + dice.Minutes(0, HoursOpen * 60), IsOrder: i < OrdersPerDay))
            .OrderBy(moment => moment.At)
            .ToList();
        var left = OrdersPerDay;
        foreach (var (at, isOrder) in moments)
        {
            if (!isOrder)
            {
                ledger.WriteAbandonedHold(Season.Draw(at, dice), at, dice);
            }
            // The first day may be partial.
            else if (left-- <= most)
            {
                ledger.Write(Purchase.Draw(before + left, Season, at, dice));
            }
        }
    }
}
