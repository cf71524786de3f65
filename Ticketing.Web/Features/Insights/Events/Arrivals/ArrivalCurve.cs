namespace Ticketing.Features.Insights.Events.Arrivals;

/// <param name="TotalArrivals">Total by the end of this quarter.</param>
public sealed record QuarterHour(DateTimeOffset From, int Arrivals, int TotalArrivals);

/// <param name="Quarters">Without gaps; empty if nobody arrived in the charted time.</param>
/// <param name="Early">Before the charted time; included in <see cref="QuarterHour.TotalArrivals"/>.</param>
/// <param name="Late">After the charted time.</param>
public sealed record ArrivalCurve(IReadOnlyList<QuarterHour> Quarters, DateTimeOffset? First, DateTimeOffset? Last, int Early, int Late)
{
    private const int QuarterMinutes = 15;

    public int Total => Early + Quarters.Sum(quarter => quarter.Arrivals) + Late;

    /// <summary>The busiest quarter of an hour, or the first of several; null if there are none.</summary>
    public QuarterHour? Peak => Quarters.MaxBy(quarter => quarter.Arrivals);

    /// <param name="from">Start of the charted time, inclusive.</param>
    /// <param name="until">Exclusive.</param>
    public static ArrivalCurve Create(IEnumerable<DateTimeOffset> admissions, DateTimeOffset from, DateTimeOffset until)
    {
        List<DateTimeOffset> all = [.. admissions.Order()];
        List<DateTimeOffset> drawn = [.. all.Where(at => at >= from && at < until)];
        var early = all.Count(at => at < from);
        return new ArrivalCurve(
            drawn.Count == 0 ? [] : CreateQuarters(drawn, early),
            all.Count > 0 ? all[0] : null,
            all.Count > 0 ? all[^1] : null,
            early,
            all.Count - early - drawn.Count
        );
    }

    /// <summary>Offsets are multiples of 15 minutes, so UTC quarters fit every zone.</summary>
    public static DateTimeOffset GetQuarterStart(DateTimeOffset at) =>
        new(at.UtcTicks - (at.UtcTicks % TimeSpan.FromMinutes(QuarterMinutes).Ticks), TimeSpan.Zero);

    private static List<QuarterHour> CreateQuarters(List<DateTimeOffset> drawn, int early)
    {
        var counts = drawn.GroupBy(GetQuarterStart).ToDictionary(quarter => quarter.Key, quarter => quarter.Count());
        List<QuarterHour> quarters = [];
        for (var (at, sum) = (GetQuarterStart(drawn[0]), early); at <= GetQuarterStart(drawn[^1]); at = at.AddMinutes(QuarterMinutes))
        {
            var came = counts.GetValueOrDefault(at);
            quarters.Add(new QuarterHour(at, came, sum += came));
        }

        return quarters;
    }
}
