namespace Ticketing.Insights.Nights.Pace;

/// <summary>
/// The same kind first, then the nearest in size and price. Other kinds must be within a factor of three in both; free events only match
/// free ones.
/// </summary>
public static class SimilarShows
{
    /// <summary>Minimum for a forecast.</summary>
    public const int Fewest = 3;
    public const int Most = 12;

    private const double FurthestFactor = 3;

    /// <returns>Most similar first, ties by latest start; independent of the input's order.</returns>
    public static IReadOnlyList<ShowProfile> Choose(ShowProfile show, IEnumerable<ShowProfile> past) =>
    [
        .. past.Where(other => other.Id != show.Id && other.Places > 0)
            .Select(other => (Show: other, IsSameKind: IsSameKind(show, other), Size: Distance(show.Places, other.Places), Price: PriceDistance(show, other)))
            .Where(other => other.IsSameKind || (other.Size <= Math.Log(FurthestFactor) && other.Price <= Math.Log(FurthestFactor)))
            .OrderByDescending(other => other.IsSameKind).ThenBy(other => other.Size + other.Price)
            .ThenByDescending(other => other.Show.StartsAt).ThenBy(other => other.Show.Id)
            .Take(Most).Select(other => other.Show),
    ];

    private static bool IsSameKind(ShowProfile show, ShowProfile other) =>
        show.Kind.Trim() is { Length: > 0 } kind && kind.Equals(other.Kind.Trim(), StringComparison.OrdinalIgnoreCase);

    private static double PriceDistance(ShowProfile show, ShowProfile other) =>
        show.IsFree && other.IsFree ? 0 : show.IsFree || other.IsFree ? double.MaxValue : Distance((double)show.Price, (double)other.Price);

    private static double Distance(double one, double other) => Math.Abs(Math.Log(one / other));
}
