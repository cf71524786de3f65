using Ticketing.Features.Insights.Charts;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Insights.Sales;

public static class SalesCharts
{
    /// <param name="before">Null if there is nothing to compare with.</param>
    public static Chart CreateRevenueChart(
        Period period,
        ChartInterval step,
        SalesReport sales,
        (Period Period, SalesReport Sales)? before,
        string currency
    )
    {
        decimal? Major(SalesTotals tally) => new Money(tally.Revenue, currency).Major;
        var parts = ChartIntervals.Split(period, step);
        var series = new List<Series> { new("Revenue", SeriesRole.Main, [.. GetTotals(sales, parts).Select(Major)]) };
        if (before is { } past)
        {
            var earlier = GetTotals(past.Sales, ShiftToPrevious(parts, period.Days, past.Period)).Select(Major);
            series.Add(new Series("The period before", SeriesRole.Compared, [.. earlier]));
        }

        return new Chart(ChartKind.Bar, GetAxisLabel(step), "Revenue", ChartIntervals.GetLabels(period, step), series, currency);
    }

    public static Chart CreateTicketsChart(Period period, ChartInterval step, SalesReport sales)
    {
        var parts = ChartIntervals.Split(period, step);
        Series CreateSeries(OrderChannel channel, string name, SeriesRole role) =>
            new(name, role, [.. GetTotals(sales, parts, channel).Select(sum => (decimal?)sum.Tickets)]);
        return new Chart(
            ChartKind.Bar,
            GetAxisLabel(step),
            "Tickets",
            ChartIntervals.GetLabels(period, step),
            [
                CreateSeries(OrderChannel.Online, "Online", SeriesRole.Main),
                CreateSeries(OrderChannel.BoxOffice, "Box office", SeriesRole.Second),
                CreateSeries(OrderChannel.Comp, "Comps", SeriesRole.Third),
            ],
            Stacked: true
        );
    }

    // Compares nth days, whatever their weekday, so that the sums match the periods' totals.
    private static List<Period?> ShiftToPrevious(IReadOnlyList<Period> parts, int days, Period before) =>
        [
            .. parts.Select(part =>
                part.Last.AddDays(-days) < before.First
                    ? null
                    : new Period(Later(part.First.AddDays(-days), before.First), part.Last.AddDays(-days))
            ),
        ];

    private static IEnumerable<SalesTotals> GetTotals(SalesReport sales, IReadOnlyList<Period?> parts, OrderChannel? only = null)
    {
        var days = sales.Days.Where(day => only is null || day.Key.Channel == only).ToLookup(day => day.Key.Day, day => day.Value);
        return parts.Select(part =>
            part is null
                ? SalesTotals.Zero
                : Enumerable
                    .Range(0, part.Days)
                    .SelectMany(offset => days[part.First.AddDays(offset)])
                    .Aggregate(SalesTotals.Zero, (sum, next) => sum + next)
        );
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static string GetAxisLabel(ChartInterval step) =>
        step switch
        {
            ChartInterval.Day => "Day",
            ChartInterval.Week => "Week",
            _ => "Month",
        };
}
