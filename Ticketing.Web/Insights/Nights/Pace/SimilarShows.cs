namespace Ticketing.Insights.Nights.Pace;

/// <summary>
/// Which past shows a show is compared with: those of its kind first, then the nearest in size and price. Of another kind, only shows that are
/// at most three times as large, small, dear or cheap count as similar, and free ones only with free ones.
/// </summary>
public static class SimilarShows
{
    /// <summary>With fewer nothing is said about what will come.</summary>
    public const int Fewest = 3;
    public const int Most = 12;

    private const double FurthestFactor = 3;

    /// <returns>The most similar first; of two as similar the later one. The same shows give the same answer in whatever order they come.</returns>
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
