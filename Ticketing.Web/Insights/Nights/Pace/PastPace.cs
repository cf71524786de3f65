namespace Ticketing.Insights.Nights.Pace;

/// <summary>How a show that took place sold.</summary>
/// <param name="On">Its day at the venue.</param>
public sealed record PastPace(Guid Id, string Title, DateOnly On, int Places, PaceCurve Curve)
{
    /// <summary>0 for an empty house, 1 for a full one.</summary>
    public double ShareAt(int daysBefore) => Curve.At(daysBefore) / (double)Places;
}
