namespace Ticketing.Features.Insights.Events.Pace;

/// <param name="DaysToGo">Calendar days (venue time); negative after the event.</param>
/// <param name="Similar">Most similar first; may be empty.</param>
public sealed record EventPace(int Capacity, int DaysToGo, PaceCurve Curve, IReadOnlyList<PastEventPace> Similar, SalesOutlook Outlook)
{
    public bool CanCompare => Similar.Count >= SimilarEvents.MinEvents;

    /// <summary>Median of the similar events, scaled to this capacity.</summary>
    public double GetTypical(int daysBefore) => Capacity * PaceForecast.Median(Similar.Select(show => show.ShareAt(daysBefore)));
}
