using Ticketing.Features.Events;
using Ticketing.Features.Insights.Charts;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Features.Insights.Events.Arrivals;

public static class ArrivalChart
{
    public static Chart Create(ArrivalCurve curve, Event show, VenueClock clock) =>
        new(
            ChartKind.Bar,
            T["15 minutes from"],
            T["People"],
            GetLabels(curve, show, clock),
            [
                new(T["Admitted"], SeriesRole.Main, [.. curve.Quarters.Select(quarter => (decimal?)quarter.Arrivals)]),
                new(
                    T["Admitted so far"],
                    SeriesRole.Second,
                    [.. curve.Quarters.Select(quarter => (decimal?)quarter.TotalArrivals)],
                    ChartKind.Line
                ),
            ]
        );

    /// <summary>"19:30 doors".</summary>
    private static List<string> GetLabels(ArrivalCurve curve, Event show, VenueClock clock)
    {
        List<string> labels = [];
        foreach (var quarter in curve.Quarters)
        {
            var hour = clock.FormatTime(quarter.From);

            // An hour occurs twice when the clocks go back.
            hour = labels.Exists(label => label.StartsWith(hour, StringComparison.Ordinal)) ? T["{0} again", hour] : hour;
            labels.Add(Mark(hour, quarter.From, show));
        }

        return labels;
    }

    private static string Mark(string hour, DateTimeOffset quarter, Event show) =>
        quarter == ArrivalCurve.GetQuarterStart(show.StartsAt) ? T["{0} start", hour]
        : show.DoorsAt is { } doors && quarter == ArrivalCurve.GetQuarterStart(doors) ? T["{0} doors", hour]
        : hour;
}
