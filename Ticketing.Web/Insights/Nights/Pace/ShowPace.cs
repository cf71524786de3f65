namespace Ticketing.Insights.Nights.Pace;

/// <summary>A show's sales by days before it, beside those of similar shows.</summary>
/// <param name="DaysToGo">Calendar days of the venue; below zero after the show.</param>
/// <param name="Similar">The most similar first; may be empty.</param>
public sealed record ShowPace(int Places, int DaysToGo, PaceCurve Curve, IReadOnlyList<PastPace> Similar, Outlook Outlook)
{
    public bool CanCompare => Similar.Count >= SimilarShows.Fewest;

    /// <summary>What a similar show, were it of this size, would typically have had out.</summary>
    public double TypicalAt(int daysBefore) => Places * PaceForecast.MedianOf(Similar.Select(show => show.ShareAt(daysBefore)));
}
