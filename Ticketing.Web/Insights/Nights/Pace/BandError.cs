namespace Ticketing.Insights.Nights.Pace;

/// <summary>How far the forecast would have been off on past shows.</summary>
/// <param name="MeanError">Of the middle, as a share of what was out in the end: 0.14 is 14 %.</param>
/// <param name="Inside">How many ended inside their band.</param>
public sealed record BandError(int Shows, double MeanError, int Inside)
{
    /// <summary>Each show is forecast by the others alone, as it stood that many days before it.</summary>
    /// <param name="shows">At least two, each of which sold something.</param>
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
