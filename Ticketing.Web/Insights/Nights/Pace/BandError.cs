namespace Ticketing.Insights.Nights.Pace;

/// <param name="MeanError">Relative error of the median forecast: 0.14 is 14 %.</param>
/// <param name="Inside">Events that ended inside their range.</param>
public sealed record BandError(int Shows, double MeanError, int Inside)
{
    /// <summary>Forecasts each event from the others, as of that many days before it.</summary>
    /// <param name="shows">At least two, each with sales.</param>
    public static BandError LeavingOneOut(IReadOnlyCollection<PastPace> shows, int daysBefore)
    {
        List<(double Error, bool IsInside)> trials = [.. shows.Select(show => Trial(show, [.. shows.Where(other => other.Id != show.Id)], daysBefore))];
        return new BandError(trials.Count, trials.Average(trial => trial.Error), trials.Count(trial => trial.IsInside));
    }

    private static (double Error, bool IsInside) Trial(PastPace show, IReadOnlyCollection<PastPace> others, int daysBefore)
    {
        var then = show.Curve.At(daysBefore);
        var said = PaceForecast.Of(show.Places, then, daysBefore, then, others)[0];
        return (Math.Abs(said.Middle - show.Curve.Final) / (double)show.Curve.Final, said.Holds(show.Curve.Final));
    }
}
