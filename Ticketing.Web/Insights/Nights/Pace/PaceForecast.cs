namespace Ticketing.Insights.Nights.Pace;

/// <summary>Tickets out at the close of a day, as the similar shows make it likely.</summary>
public readonly record struct Likely(int Low, int Middle, int High)
{
    public bool Holds(int tickets) => Low <= tickets && tickets <= High;
}

/// <summary>
/// What is left to come, told by similar shows. Each of them says which share of a house it sold from a day on; a show that was ahead of it on
/// that day is taken to sell more than that, one that was behind less, softened by a fifth of a house so that few early tickets do not decide
/// everything. The middle is the median of what they say, the band goes from the least to the most.
/// </summary>
/// <remarks>The reasons and how far it was off: docs/decisions, "Forecasting a show's sales".</remarks>
public static class PaceForecast
{
    private const double Softening = 0.2;

    /// <param name="places">Nothing is above it.</param>
    /// <param name="soldThen">Tickets out at the close of the day that is looked from.</param>
    /// <param name="daysBefore">That day.</param>
    /// <param name="soldNow">Nothing is below it.</param>
    /// <param name="similar">At least one.</param>
    /// <returns>By days before the show, from its day to the one that is looked from, which is not included.</returns>
    public static IReadOnlyList<Likely> Of(int places, int soldThen, int daysBefore, int soldNow, IReadOnlyCollection<PastPace> similar) =>
    [
        .. Enumerable.Range(0, daysBefore).Select(day => Between([.. similar.Select(other =>
            Math.Clamp(soldThen + (places * SoldBetween(other, daysBefore, day) * Pull(soldThen / (double)places, other.ShareAt(daysBefore))), soldNow, Math.Max(places, soldNow)))])),
    ];

    /// <summary>The value in the middle; between the two where there are as many above as below.</summary>
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
