namespace Ticketing.Features.Insights.Events.Pace;

/// <param name="MeanError">Relative error of the median forecast: 0.14 is 14 %.</param>
/// <param name="InsideRange">Events that ended inside their range.</param>
public sealed record ForecastError(int Events, double MeanError, int InsideRange)
{
    /// <summary>Forecasts each event from the others, as of that many days before it.</summary>
    /// <param name="shows">At least two, each with sales.</param>
    public static ForecastError LeaveOneOut(IReadOnlyCollection<PastEventPace> shows, int daysBefore)
    {
        List<(double Error, bool IsInside)> trials =
        [
            .. shows.Select(show => Evaluate(show, [.. shows.Where(other => other.Id != show.Id)], daysBefore)),
        ];
        return new ForecastError(trials.Count, trials.Average(trial => trial.Error), trials.Count(trial => trial.IsInside));
    }

    private static (double Error, bool IsInside) Evaluate(PastEventPace show, IReadOnlyCollection<PastEventPace> others, int daysBefore)
    {
        var then = show.Curve.At(daysBefore);
        var said = PaceForecast.Create(show.Capacity, then, daysBefore, then, others)[0];
        return (Math.Abs(said.Median - show.Curve.Final) / (double)show.Curve.Final, said.Contains(show.Curve.Final));
    }
}
