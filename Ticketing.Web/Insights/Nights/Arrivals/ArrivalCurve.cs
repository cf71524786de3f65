namespace Ticketing.Insights.Nights.Arrivals;

/// <param name="InBy">Total by the end of this quarter.</param>
public sealed record Quarter(DateTimeOffset From, int Came, int InBy);

/// <param name="Quarters">Without gaps; empty if nobody arrived in the charted time.</param>
/// <param name="Early">Before the charted time; included in <see cref="Quarter.InBy"/>.</param>
/// <param name="Late">After the charted time.</param>
public sealed record ArrivalCurve(IReadOnlyList<Quarter> Quarters, DateTimeOffset? First, DateTimeOffset? Last, int Early, int Late)
{
    private const int MinutesOfAQuarter = 15;

    public int In => Early + Quarters.Sum(quarter => quarter.Came) + Late;

    /// <summary>The first of the busiest; null if empty.</summary>
    public Quarter? Peak => Quarters.MaxBy(quarter => quarter.Came);

    /// <param name="from">Start of the charted time, inclusive.</param>
    /// <param name="until">Exclusive.</param>
    public static ArrivalCurve Of(IEnumerable<DateTimeOffset> admissions, DateTimeOffset from, DateTimeOffset until)
    {
        List<DateTimeOffset> all = [.. admissions.Order()];
        List<DateTimeOffset> drawn = [.. all.Where(at => at >= from && at < until)];
        var early = all.Count(at => at < from);
        return new ArrivalCurve(
            drawn.Count == 0 ? [] : QuartersOf(drawn, early), all.Count > 0 ? all[0] : null, all.Count > 0 ? all[^1] : null, early, all.Count - early - drawn.Count);
    }

    /// <summary>Offsets are multiples of 15 minutes, so UTC quarters fit every zone.</summary>
    public static DateTimeOffset QuarterOf(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.FromMinutes(MinutesOfAQuarter).Ticks), TimeSpan.Zero);

    private static List<Quarter> QuartersOf(List<DateTimeOffset> drawn, int early)
    {
        var counts = drawn.GroupBy(QuarterOf).ToDictionary(quarter => quarter.Key, quarter => quarter.Count());
        List<Quarter> quarters = [];
        for (var (at, sum) = (QuarterOf(drawn[0]), early); at <= QuarterOf(drawn[^1]); at = at.AddMinutes(MinutesOfAQuarter))
        {
            var came = counts.GetValueOrDefault(at);
            quarters.Add(new Quarter(at, came, sum += came));
        }

        return quarters;
    }
}
