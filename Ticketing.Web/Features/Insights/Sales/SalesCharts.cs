using Ticketing.Features.Insights.Charts;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Insights.Sales;

public static class SalesCharts
{
    /// <summary>A line over the days, and a dashed one for the former period.</summary>
    /// <param name="before">Null if there is nothing to compare with.</param>
    public static Chart Create(
        SalesMeasure measure,
        Period period,
        ChartInterval step,
        SalesReport sales,
        (Period Period, SalesReport Sales)? before,
        string currency
    )
    {
        var isMoney = measure == SalesMeasure.Revenue;
        var name = isMoney ? T["Net revenue"] : T["Tickets"];
        var parts = ChartIntervals.Split(period, step);
        var series = new List<Series> { new(name, SeriesRole.Main, [.. GetTotals(sales, parts).Select(GetValue)]) };
        if (before is { } past)
        {
            var earlier = GetTotals(past.Sales, ShiftToPrevious(parts, period.Days, past.Period)).Select(GetValue);
            series.Add(new Series(T["Previous period"], SeriesRole.Compared, [.. earlier]));
        }

        return new Chart(
            ChartKind.Line,
            GetAxisLabel(step),
            name,
            ChartIntervals.GetLabels(period, step),
            series,
            isMoney ? currency : null
        );

        decimal? GetValue(SalesTotals totals) => isMoney ? new Money(totals.Net, currency).Major : totals.Tickets;
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

    private static IEnumerable<SalesTotals> GetTotals(SalesReport sales, IReadOnlyList<Period?> parts)
    {
        var days = sales.Days.ToLookup(day => day.Key.Day, day => day.Value);
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
            ChartInterval.Day => T["Day"],
            ChartInterval.Week => T["Week"],
            _ => T["Month"],
        };
}
