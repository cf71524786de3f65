namespace Ticketing.Infrastructure.Documents.Branding;

/// <param name="Text">For text on the page.</param>
public readonly record struct AccentShades(Rgb Fill, Rgb OnFill, Rgb Text);

/// <summary>
/// Makes text in any accent reach 4.5:1 in both modes. A button reaches 3:1 on dark pages only; on light pages its text is enough.
/// </summary>
public static class Accent
{
    public const double MinTextContrast = 4.5;
    private const double MinButtonContrast = 3;

    /// <summary>Page backgrounds from tokens.css.</summary>
    public static readonly IReadOnlyList<Rgb> LightBackgrounds = [new(0xfb, 0xf8, 0xf3), Rgb.White, new(0xf2, 0xec, 0xe3)];

    public static readonly IReadOnlyList<Rgb> DarkBackgrounds = [new(0x13, 0x11, 0x14), new(0x1c, 0x19, 0x1d), new(0x0c, 0x0a, 0x0d)];

    private static readonly Rgb Fallback = new(0xd4, 0x3d, 0x22);

    public static AccentShades Light(string chosen) => GetShades(chosen, LightBackgrounds, Rgb.Black, minimumFill: 1);

    public static AccentShades Dark(string chosen) => GetShades(chosen, DarkBackgrounds, Rgb.White, MinButtonContrast);

    /// <returns>Null if white text on the colour can be read.</returns>
    public static string? FindProblem(Rgb colour) =>
        colour.ContrastTo(Rgb.White) is var contrast and < MinTextContrast
            ? T["This colour has a contrast of {0:0.0} to 1 against white; it needs {1:0.0}.", RoundDown(contrast), MinTextContrast]
            : null;

    // Rounded to the nearest, 4.46 would be the 4.5 that is asked for.
    private static double RoundDown(double contrast) => Math.Floor(contrast * 10) / 10;

    private static AccentShades GetShades(string chosen, IReadOnlyList<Rgb> backgrounds, Rgb target, double minimumFill)
    {
        var colour = Rgb.Parse(chosen) ?? Fallback;
        var fill = EnsureContrast(colour, backgrounds, target, minimumFill);
        return new AccentShades(fill, GetTextColour(fill), EnsureContrast(colour, backgrounds, target, MinTextContrast));
    }

    private static Rgb EnsureContrast(Rgb colour, IReadOnlyList<Rgb> backgrounds, Rgb target, double contrast) =>
        Enumerable
            .Range(0, 51)
            .Select(step => colour.MixWith(target, step / 50.0))
            .First(shade => backgrounds.All(ground => shade.ContrastTo(ground) >= contrast));

    // One of the two is always readable; white looks better.
    private static Rgb GetTextColour(Rgb fill) => fill.ContrastTo(Rgb.White) >= MinTextContrast ? Rgb.White : Rgb.Black;
}
