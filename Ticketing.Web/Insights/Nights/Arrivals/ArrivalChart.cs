using Ticketing.Events;
using Ticketing.Insights.Charts;
using Ticketing.Settings;

namespace Ticketing.Insights.Nights.Arrivals;

public static class ArrivalChart
{
    public static Chart Of(ArrivalCurve curve, Event show, VenueClock clock) => new(
        ChartKind.Bar, "Quarter of an hour from", "People", Labels(curve, show, clock),
        [
            new("Came in", SeriesRole.Main, [.. curve.Quarters.Select(quarter => (decimal?)quarter.Came)]),
            new("In so far", SeriesRole.Second, [.. curve.Quarters.Select(quarter => (decimal?)quarter.InBy)], ChartKind.Line),
        ]);

    /// <summary>"19:30 doors".</summary>
    private static List<string> Labels(ArrivalCurve curve, Event show, VenueClock clock)
    {
        List<string> labels = [];
        foreach (var quarter in curve.Quarters)
        {
            var hour = clock.Minute(quarter.From);

            // An hour occurs twice when the clocks go back.
            hour = labels.Exists(label => label.StartsWith(hour, StringComparison.Ordinal)) ? hour + " again" : hour;
            labels.Add(hour + What(quarter.From, show));
        }

        return labels;
    }

    private static string What(DateTimeOffset quarter, Event show) =>
        quarter == ArrivalCurve.QuarterOf(show.StartsAt) ? " start" : show.DoorsAt is { } doors && quarter == ArrivalCurve.QuarterOf(doors) ? " doors" : "";
}
