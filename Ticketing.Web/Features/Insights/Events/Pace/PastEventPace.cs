namespace Ticketing.Features.Insights.Events.Pace;

/// <param name="Date">Venue time.</param>
public sealed record PastEventPace(Guid Id, string Title, DateOnly Date, int Capacity, PaceCurve Curve)
{
    /// <summary>Sell-through, from 0 to 1.</summary>
    public double ShareAt(int daysBefore) => Curve.At(daysBefore) / (double)Capacity;
}
