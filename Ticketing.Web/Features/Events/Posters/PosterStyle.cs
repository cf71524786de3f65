namespace Ticketing.Features.Events.Posters;

public readonly record struct PosterStyle
{
    private PosterStyle(int number) => Number = number;

    /// <summary>Stable as long as kinds and palettes (at most 64) are only appended.</summary>
    public int Number { get; }

    public ArtKind Kind => (ArtKind)(Number / 64);

    public Palette Palette => Palette.All[Number % 64];

    public static PosterStyle FromSlug(string slug) => Shuffle(slug).First();

    /// <summary>Unknown numbers, as from a later version, give the slug's default.</summary>
    public static PosterStyle FromNumber(int number, string slug) =>
        number >= 0 && number / 64 < ArtKinds.Count && number % 64 < Palette.All.Count ? new(number) : FromSlug(slug);

    /// <summary>The style least like the neighbours'.</summary>
    /// <param name="neighbours">Nearest event first.</param>
    public static PosterStyle ChooseDistinct(string slug, IEnumerable<PosterStyle> neighbours)
    {
        var near = neighbours.Take(ArtKinds.Count).ToArray();
        return Shuffle(slug).MinBy(style => GetSimilarity(style, near));
    }

    private static double GetSimilarity(PosterStyle style, PosterStyle[] near) =>
        near.Select(
                (other, distance) =>
                    ((style.Kind == other.Kind ? 1.2 : 0) + (style.Number % 64 == other.Number % 64 ? 1 : 0)) / (distance + 1)
            )
            .Sum();

    /// <summary>Shuffled by the slug.</summary>
    private static IEnumerable<PosterStyle> Shuffle(string slug)
    {
        var dice = new SeededRandom(slug + "/style");
        var all = Enumerable.Range(0, ArtKinds.Count * Palette.All.Count).ToArray();
        for (var i = all.Length - 1; i > 0; i--)
        {
            var j = dice.NextInt(i + 1);
            (all[i], all[j]) = (all[j], all[i]);
        }
        return all.Select(n => new PosterStyle(n / Palette.All.Count * 64 + n % Palette.All.Count));
    }
}
