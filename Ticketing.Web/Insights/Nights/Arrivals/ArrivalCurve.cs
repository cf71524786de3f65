namespace Ticketing.Insights.Nights.Arrivals;

/// <param name="Came">In this quarter of an hour.</param>
/// <param name="InBy">Until its end, over the whole night.</param>
public sealed record Quarter(DateTimeOffset From, int Came, int InBy);

/// <summary>When people came in.</summary>
/// <param name="Quarters">Without a gap, from the first in the hours of the show to the last; empty where nobody came in them.</param>
/// <param name="Early">Who came in before these hours: counted in <see cref="Quarter.InBy"/>, not drawn.</param>
/// <param name="Late">Who came in after them.</param>
public sealed record ArrivalCurve(IReadOnlyList<Quarter> Quarters, DateTimeOffset? First, DateTimeOffset? Last, int Early, int Late)
{
    private const int MinutesOfAQuarter = 15;

    public int In => Early + Quarters.Sum(quarter => quarter.Came) + Late;

    /// <summary>The first of those in which most came; null where nobody did.</summary>
    public Quarter? Peak => Quarters.MaxBy(quarter => quarter.Came);

    /// <param name="from">Of the hours that are drawn; included.</param>
    /// <param name="until">Excluded.</param>
    public static ArrivalCurve Of(IEnumerable<DateTimeOffset> admissions, DateTimeOffset from, DateTimeOffset until)
    {
        List<DateTimeOffset> all = [.. admissions.Order()];
        List<DateTimeOffset> drawn = [.. all.Where(at => at >= from && at < until)];
        var early = all.Count(at => at < from);
        return new ArrivalCurve(
            drawn.Count == 0 ? [] : QuartersOf(drawn, early), all.Count > 0 ? all[0] : null, all.Count > 0 ? all[^1] : null, early, all.Count - early - drawn.Count);
    }

    /// <summary>Zones differ from UTC by whole quarters: its quarters are everybody's.</summary>
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
