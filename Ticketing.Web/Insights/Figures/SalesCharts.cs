using Ticketing.Insights.Charts;
using Ticketing.Insights.Periods;
using Ticketing.Orders;
using Ticketing.Settings;

namespace Ticketing.Insights.Figures;

public static class SalesCharts
{
    /// <param name="before">Null if there is nothing to compare with.</param>
    public static Chart Revenue(Period period, Step step, SalesReport sales, (Period Period, SalesReport Sales)? before, string currency)
    {
        decimal? Major(Tally tally) => new Money(tally.Revenue, currency).Major;
        var parts = Steps.Cut(period, step);
        var series = new List<Series> { new("Revenue", SeriesRole.Main, [.. SumsOf(sales, parts).Select(Major)]) };
        if (before is { } past)
        {
            var earlier = SumsOf(past.Sales, Shifted(parts, period.Days, past.Period)).Select(Major);
            series.Add(new Series("The period before", SeriesRole.Compared, [.. earlier]));
        }

        return new Chart(ChartKind.Bar, NameOf(step), "Revenue", Steps.Names(period, step), series, currency);
    }

    public static Chart Tickets(Period period, Step step, SalesReport sales)
    {
        var parts = Steps.Cut(period, step);
        Series Of(OrderChannel channel, string name, SeriesRole role) =>
            new(name, role, [.. SumsOf(sales, parts, channel).Select(sum => (decimal?)sum.Tickets)]);
        return new Chart(
            ChartKind.Bar, NameOf(step), "Tickets", Steps.Names(period, step),
            [
                Of(OrderChannel.Online, "Online", SeriesRole.Main),
                Of(OrderChannel.BoxOffice, "Box office", SeriesRole.Second),
                Of(OrderChannel.Comp, "Comps", SeriesRole.Third),
            ],
            Stacked: true);
    }

    // Compares nth days, whatever their weekday, so that the sums match the periods' totals.
    private static List<Period?> Shifted(IReadOnlyList<Period> parts, int days, Period before) =>
        [.. parts.Select(part => part.Last.AddDays(-days) < before.First
            ? null
            : new Period(Later(part.First.AddDays(-days), before.First), part.Last.AddDays(-days)))];

    private static IEnumerable<Tally> SumsOf(SalesReport sales, IReadOnlyList<Period?> parts, OrderChannel? only = null)
    {
        var days = sales.Days.Where(day => only is null || day.Key.Channel == only).ToLookup(day => day.Key.Day, day => day.Value);
        return parts.Select(part => part is null ? Tally.Nothing : Enumerable.Range(0, part.Days)
            .SelectMany(offset => days[part.First.AddDays(offset)])
            .Aggregate(Tally.Nothing, (sum, next) => sum + next));
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static string NameOf(Step step) => step switch { Step.Day => "Day", Step.Week => "Week", _ => "Month" };
}
