namespace Ticketing.Settings.Theme;

/// <summary>The accent in one mode: the fill of buttons, the words on it, and the accent as a colour of words on the page.</summary>
public readonly record struct AccentShades(Rgb Fill, Rgb OnFill, Rgb Text);

/// <summary>
/// Makes any colour that a venue chooses readable: words on it and in it reach 4.5:1 in light and in dark mode, and a button stands out
/// from the page by 3:1 in dark mode, by its words alone where a light colour is chosen for a light page.
/// </summary>
public static class Accent
{
    public const double Readable = 4.5;
    private const double Visible = 3;

    /// <summary>The backgrounds in tokens.css that accent-coloured words stand on.</summary>
    public static readonly IReadOnlyList<Rgb> LightGrounds = [new(0xfb, 0xf8, 0xf3), Rgb.White, new(0xf2, 0xec, 0xe3)];

    public static readonly IReadOnlyList<Rgb> DarkGrounds = [new(0x13, 0x11, 0x14), new(0x1c, 0x19, 0x1d), new(0x0c, 0x0a, 0x0d)];

    private static readonly Rgb Fallback = new(0xd4, 0x3d, 0x22);

    public static AccentShades Light(string chosen) => Shades(chosen, LightGrounds, Rgb.Black, minimumFill: 1);

    public static AccentShades Dark(string chosen) => Shades(chosen, DarkGrounds, Rgb.White, Visible);

    private static AccentShades Shades(string chosen, IReadOnlyList<Rgb> grounds, Rgb away, double minimumFill)
    {
        var colour = Rgb.Parse(chosen) ?? Fallback;
        var fill = Apart(colour, grounds, away, minimumFill);
        return new AccentShades(fill, WordsOn(fill), Apart(colour, grounds, away, Readable));
    }

    private static Rgb Apart(Rgb colour, IReadOnlyList<Rgb> grounds, Rgb away, double contrast) =>
        Enumerable.Range(0, 51).Select(step => colour.Towards(away, step / 50.0))
            .First(shade => grounds.All(ground => shade.ContrastTo(ground) >= contrast));

    // White on a strong colour looks right before black does, so it wins wherever it is readable; one of the two always is.
    private static Rgb WordsOn(Rgb fill) => fill.ContrastTo(Rgb.White) >= Readable ? Rgb.White : Rgb.Black;
}
