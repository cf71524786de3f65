namespace Ticketing.Features.Insights.Events.Pace;

/// <summary>
/// The same kind first, then the nearest in size and price. Other kinds must be within a factor of three in both; free events only match
/// free ones.
/// </summary>
public static class SimilarEvents
{
    /// <summary>Minimum for a forecast.</summary>
    public const int MinEvents = 3;
    public const int MaxEvents = 12;

    private const double MaxRatio = 3;

    /// <returns>Most similar first, ties by latest start; independent of the input's order.</returns>
    public static IReadOnlyList<EventProfile> Choose(EventProfile show, IEnumerable<EventProfile> past) =>
        [
            .. past.Where(other => other.Id != show.Id && other.Capacity > 0)
                .Select(other =>
                    (
                        Show: other,
                        IsSameKind: IsSameKind(show, other),
                        Size: Distance(show.Capacity, other.Capacity),
                        Price: PriceDistance(show, other)
                    )
                )
                .Where(other => other.IsSameKind || (other.Size <= Math.Log(MaxRatio) && other.Price <= Math.Log(MaxRatio)))
                .OrderByDescending(other => other.IsSameKind)
                .ThenBy(other => other.Size + other.Price)
                .ThenByDescending(other => other.Show.StartsAt)
                .ThenBy(other => other.Show.Id)
                .Take(MaxEvents)
                .Select(other => other.Show),
        ];

    private static bool IsSameKind(EventProfile show, EventProfile other) =>
        show.Kind.Trim() is { Length: > 0 } kind && kind.Equals(other.Kind.Trim(), StringComparison.OrdinalIgnoreCase);

    private static double PriceDistance(EventProfile show, EventProfile other) =>
        show.IsFree && other.IsFree ? 0
        : show.IsFree || other.IsFree ? double.MaxValue
        : Distance((double)show.Price, (double)other.Price);

    private static double Distance(double one, double other) => Math.Abs(Math.Log(one / other));
}
