namespace Ticketing.Insights.Nights.Pace;

/// <param name="On">Venue time.</param>
public sealed record PastPace(Guid Id, string Title, DateOnly On, int Places, PaceCurve Curve)
{
    /// <summary>Sell-through, from 0 to 1.</summary>
    public double ShareAt(int daysBefore) => Curve.At(daysBefore) / (double)Places;
}
