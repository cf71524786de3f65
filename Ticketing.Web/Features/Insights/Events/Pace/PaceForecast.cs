namespace Ticketing.Features.Insights.Events.Pace;

/// <summary>Likely number of issued tickets at the end of a day.</summary>
public readonly record struct ForecastRange(int Low, int Median, int High)
{
    public bool Contains(int tickets) => Low <= tickets && tickets <= High;
}

/// <summary>
/// Forecasts from similar events: each contributes the share of capacity it sold from that day on, scaled by how far this event is ahead or
/// behind. Adding a fifth of the capacity to both dampens the effect of few early sales. Returns the median, with minimum and maximum as
/// range.
/// </summary>
/// <remarks>Reasons and measured errors: docs/decisions/0005-forecasting-an-events-sales.md.</remarks>
public static class PaceForecast
{
    private const double Damping = 0.2;

    /// <param name="capacity">Upper bound.</param>
    /// <param name="soldThen">At the end of the day that it starts from.</param>
    /// <param name="daysBefore">That day, in days before the event.</param>
    /// <param name="soldNow">Lower bound.</param>
    /// <param name="similar">At least one.</param>
    /// <returns>By days before the event, from 0 to <paramref name="daysBefore"/>, exclusive.</returns>
    public static IReadOnlyList<ForecastRange> Create(
        int capacity,
        int soldThen,
        int daysBefore,
        int soldNow,
        IReadOnlyCollection<PastEventPace> similar
    ) =>
        [
            .. Enumerable
                .Range(0, daysBefore)
                .Select(day =>
                    ToRange([
                        .. similar.Select(other =>
                            Math.Clamp(
                                soldThen
                                    + (
                                        capacity
                                        * GetShareSold(other, daysBefore, day)
                                        * GetFactor(soldThen / (double)capacity, other.ShareAt(daysBefore))
                                    ),
                                soldNow,
                                Math.Max(capacity, soldNow)
                            )
                        ),
                    ])
                ),
        ];

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static double GetShareSold(PastEventPace show, int from, int to) => show.ShareAt(to) - show.ShareAt(from);

    private static double GetFactor(double share, double otherShare) => (share + Damping) / (otherShare + Damping);

    private static ForecastRange ToRange(double[] values) => new(Round(values.Min()), Round(Median(values)), Round(values.Max()));

    private static int Round(double tickets) => (int)Math.Round(tickets, MidpointRounding.AwayFromZero);
}
