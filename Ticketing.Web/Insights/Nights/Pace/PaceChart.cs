using System.Globalization;
using Ticketing.Insights.Charts;

namespace Ticketing.Insights.Nights.Pace;

public static class PaceChart
{
    /// <summary>Longer sales are drawn in steps of several days.</summary>
    private const int MostSteps = 90;

    public static Chart Of(ShowPace pace)
    {
        var days = DaysOf(pace);
        List<Series> series = [new("This show", SeriesRole.Main, [.. days.Select(day => day >= pace.DaysToGo ? pace.Curve.At(day) : (decimal?)null)])];
        if (pace.CanCompare)
        {
            series.Add(new("Typical", SeriesRole.Compared, [.. days.Select(day => (decimal?)Math.Round(pace.TypicalAt(day), MidpointRounding.AwayFromZero))]));
        }

        if (pace.Outlook is Outlook.Expected expected)
        {
            series.Add(new("Forecast", SeriesRole.Forecast, [.. days.Select(day => At(pace, expected, day, likely => likely.Middle))]));
            series.Add(new("Likely from", SeriesRole.BandLow, [.. days.Select(day => At(pace, expected, day, likely => likely.Low))]));
            series.Add(new("Likely up to", SeriesRole.BandHigh, [.. days.Select(day => At(pace, expected, day, likely => likely.High))]));
        }

        return new Chart(ChartKind.Line, "Days before the show", "Tickets out", [.. days.Select(day => day.ToString(CultureInfo.InvariantCulture))], series);
    }

    /// <summary>From the first sale, of this event or typically.</summary>
    private static IReadOnlyList<int> DaysOf(ShowPace pace)
    {
        var typical = pace.CanCompare ? (int)PaceForecast.MedianOf(pace.Similar.Select(show => (double)show.Curve.First!)) : 0;
        var first = Math.Max(typical, Math.Max(pace.Curve.First ?? 0, pace.DaysToGo + 1));
        var step = (first / MostSteps) + 1;
        return [.. Enumerable.Range(0, first + 1).Where(day => day % step == 0 || day == pace.DaysToGo || day == pace.DaysToGo + 1).Reverse()];
    }

    // The range starts at the last complete day's actual value.
    private static decimal? At(ShowPace pace, Outlook.Expected expected, int day, Func<Likely, int> edge) =>
        day == expected.LookedFrom ? pace.Curve.At(day) : day < expected.LookedFrom ? edge(expected.Days[day]) : null;
}
