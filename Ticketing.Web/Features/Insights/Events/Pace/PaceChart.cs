using System.Globalization;
using Ticketing.Features.Insights.Charts;

namespace Ticketing.Features.Insights.Events.Pace;

public static class PaceChart
{
    /// <summary>Longer sales are drawn in steps of several days.</summary>
    private const int MaxPoints = 90;

    public static Chart Create(EventPace pace)
    {
        var days = ChooseDays(pace);
        List<Series> series =
        [
            new(T["This event"], SeriesRole.Main, [.. days.Select(day => day >= pace.DaysToGo ? pace.Curve.At(day) : (decimal?)null)]),
        ];
        if (pace.CanCompare)
        {
            series.Add(
                new(
                    T["Typical"],
                    SeriesRole.Compared,
                    [.. days.Select(day => (decimal?)Math.Round(pace.GetTypical(day), MidpointRounding.AwayFromZero))]
                )
            );
        }

        if (pace.Outlook is SalesOutlook.Expected expected)
        {
            series.Add(
                new(
                    T["Forecast"],
                    SeriesRole.Forecast,
                    [.. days.Select(day => GetRangeValue(pace, expected, day, likely => likely.Median))]
                )
            );
            series.Add(
                new(T["Likely from"], SeriesRole.BandLow, [.. days.Select(day => GetRangeValue(pace, expected, day, likely => likely.Low))])
            );
            series.Add(
                new(
                    T["Likely up to"],
                    SeriesRole.BandHigh,
                    [.. days.Select(day => GetRangeValue(pace, expected, day, likely => likely.High))]
                )
            );
        }

        return new Chart(
            ChartKind.Line,
            T["Days before the show"],
            T["Tickets issued"],
            [.. days.Select(day => day.ToString(CultureInfo.InvariantCulture))],
            series
        );
    }

    /// <summary>From the first sale, of this event or typically.</summary>
    private static IReadOnlyList<int> ChooseDays(EventPace pace)
    {
        var typical = pace.CanCompare ? (int)PaceForecast.Median(pace.Similar.Select(show => (double)show.Curve.FirstSaleDay!)) : 0;
        var first = Math.Max(typical, Math.Max(pace.Curve.FirstSaleDay ?? 0, pace.DaysToGo + 1));
        var step = (first / MaxPoints) + 1;
        return
        [
            .. Enumerable.Range(0, first + 1).Where(day => day % step == 0 || day == pace.DaysToGo || day == pace.DaysToGo + 1).Reverse(),
        ];
    }

    // The range starts at the last complete day's actual value.
    private static decimal? GetRangeValue(EventPace pace, SalesOutlook.Expected expected, int day, Func<ForecastRange, int> edge) =>
        day == expected.FromDay ? pace.Curve.At(day)
        : day < expected.FromDay ? edge(expected.Days[day])
        : null;
}
