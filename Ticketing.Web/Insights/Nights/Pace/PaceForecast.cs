namespace Ticketing.Insights.Nights.Pace;

/// <summary>Likely tickets out at the end of a day.</summary>
public readonly record struct Likely(int Low, int Middle, int High)
{
    public bool Holds(int tickets) => Low <= tickets && tickets <= High;
}

/// <summary>
/// Forecasts from similar events: each contributes the share of capacity it sold from that day on, scaled by how far this event is ahead or
/// behind. Adding a fifth of the capacity to both dampens the effect of few early sales. Returns the median, with minimum and maximum as
/// range.
/// </summary>
/// <remarks>Reasons and measured errors: docs/decisions, "Forecasting a show's sales".</remarks>
public static class PaceForecast
{
    private const double Softening = 0.2;

    /// <param name="places">Upper bound.</param>
    /// <param name="soldThen">At the end of the day that it starts from.</param>
    /// <param name="daysBefore">That day, in days before the event.</param>
    /// <param name="soldNow">Lower bound.</param>
    /// <param name="similar">At least one.</param>
    /// <returns>By days before the event, from 0 to <paramref name="daysBefore"/>, exclusive.</returns>
    public static IReadOnlyList<Likely> Of(int places, int soldThen, int daysBefore, int soldNow, IReadOnlyCollection<PastPace> similar) =>
    [
        .. Enumerable.Range(0, daysBefore).Select(day => Between([.. similar.Select(other =>
            Math.Clamp(soldThen + (places * SoldBetween(other, daysBefore, day) * Pull(soldThen / (double)places, other.ShareAt(daysBefore))), soldNow, Math.Max(places, soldNow)))])),
    ];

    public static double MedianOf(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static double SoldBetween(PastPace show, int from, int to) => show.ShareAt(to) - show.ShareAt(from);

    private static double Pull(double share, double otherShare) => (share + Softening) / (otherShare + Softening);

    private static Likely Between(double[] values) => new(Whole(values.Min()), Whole(MedianOf(values)), Whole(values.Max()));

    private static int Whole(double tickets) => (int)Math.Round(tickets, MidpointRounding.AwayFromZero);
}
