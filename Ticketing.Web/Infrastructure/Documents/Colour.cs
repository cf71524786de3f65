using System.Globalization;

namespace Ticketing.Infrastructure.Documents;

/// <summary>Opaque sRGB.</summary>
public readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    public static readonly Colour Black = new(0, 0, 0);
    public static readonly Colour White = new(255, 255, 255);

    public string Hex => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    /// <summary>Parses <c>#rrggbb</c>.</summary>
    /// <exception cref="FormatException">Any other form.</exception>
    public static Colour Parse(string hex)
    {
        if (hex.Length != 7 || hex[0] != '#')
            throw new FormatException($"'{hex}' is not a colour of the form #rrggbb.");
        var rgb = Convert.FromHexString(hex.AsSpan(1));
        return new(rgb[0], rgb[1], rgb[2]);
    }

    /// <summary>WCAG 2 contrast ratio: 1 (equal) to 21 (black on white).</summary>
    public double ContrastWith(Colour other)
    {
        var (a, b) = (Luminance, other.Luminance);
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private double Luminance => 0.2126 * Linear(Red) + 0.7152 * Linear(Green) + 0.0722 * Linear(Blue);

    private static double Linear(byte channel)
    {
        var c = channel / 255d;
        return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }
}
