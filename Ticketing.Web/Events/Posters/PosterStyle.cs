namespace Ticketing.Events.Posters;

/// <summary>Which art in which colours. A whole number stands for it in storage.</summary>
public readonly record struct PosterStyle
{
    private PosterStyle(int number) => Number = number;

    /// <summary>Stable for as long as kinds and palettes are only ever added at the end, up to 64 palettes.</summary>
    public int Number { get; }

    public ArtKind Kind => (ArtKind)(Number / 64);

    public Palette Palette => Palette.All[Number % 64];

    /// <summary>The style that the slug alone suggests: always the same one.</summary>
    public static PosterStyle For(string slug) => Suggestions(slug).First();

    /// <summary>A stored style; an unknown number, as from a later version, falls back to the slug's own.</summary>
    public static PosterStyle FromNumber(int number, string slug) =>
        number >= 0 && number / 64 < ArtKinds.Count && number % 64 < Palette.All.Count ? new(number) : For(slug);

    /// <summary>A style for a new event that differs most from those beside it.</summary>
    /// <param name="neighbours">Styles of the events around it in the calendar, the nearest first.</param>
    public static PosterStyle Spread(string slug, IEnumerable<PosterStyle> neighbours)
    {
        var near = neighbours.Take(ArtKinds.Count).ToArray();
        return Suggestions(slug).MinBy(style => Likeness(style, near));
    }

    private static double Likeness(PosterStyle style, PosterStyle[] near) =>
        near.Select((other, distance) =>
            ((style.Kind == other.Kind ? 1.2 : 0) + (style.Number % 64 == other.Number % 64 ? 1 : 0)) / (distance + 1)).Sum();

    /// <summary>All styles, in an order of the slug's own.</summary>
    private static IEnumerable<PosterStyle> Suggestions(string slug)
    {
        var dice = new Dice(slug + "/style");
        var all = Enumerable.Range(0, ArtKinds.Count * Palette.All.Count).ToArray();
        for (var i = all.Length - 1; i > 0; i--)
        {
            var j = dice.Below(i + 1);
            (all[i], all[j]) = (all[j], all[i]);
        }
        return all.Select(n => new PosterStyle(n / Palette.All.Count * 64 + n % Palette.All.Count));
    }
}
