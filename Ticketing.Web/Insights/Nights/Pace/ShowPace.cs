namespace Ticketing.Insights.Nights.Pace;

/// <param name="DaysToGo">Calendar days (venue time); negative after the event.</param>
/// <param name="Similar">Most similar first; may be empty.</param>
public sealed record ShowPace(int Places, int DaysToGo, PaceCurve Curve, IReadOnlyList<PastPace> Similar, Outlook Outlook)
{
    public bool CanCompare => Similar.Count >= SimilarShows.Fewest;

    /// <summary>Median of the similar events, scaled to this capacity.</summary>
    public double TypicalAt(int daysBefore) => Places * PaceForecast.MedianOf(Similar.Select(show => show.ShareAt(daysBefore)));
}
