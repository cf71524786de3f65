using HarfBuzzSharp;
using SkiaSharp;

namespace Ticketing.Infrastructure.Documents.Typesetting;

/// <summary>Mapped into memory and immutable, so any thread may use it.</summary>
internal sealed class FontFile
{
    private FontFile(SKTypeface typeface, HarfBuzzSharp.Face face)
    {
        Typeface = typeface;
        Face = face;
        Shaper = new(face);
        Shaper.SetFunctionsOpenType();
        Shaper.SetScale(typeface.UnitsPerEm, typeface.UnitsPerEm);
        using var font = new SKFont(typeface, 1);
        Ascent = -font.Metrics.Ascent;
        Descent = font.Metrics.Descent;
    }

    public SKTypeface Typeface { get; }

    public HarfBuzzSharp.Face Face { get; }

    public Font Shaper { get; }

    /// <summary>In ems.</summary>
    public float Ascent { get; }

    /// <summary>In ems.</summary>
    public float Descent { get; }

    public static FontFile Load(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException(
                $"The font {path} is missing. A build restores the fonts that libman.json lists and copies them beside the program: "
                    + "build or publish again.",
                path
            );
        var typeface =
            SKTypeface.FromFile(path)
            ?? throw new InvalidDataException($"The font {path} cannot be read. Delete it and build again: the build restores it.");
        using var blob = Blob.FromFile(path);
        blob.MakeImmutable();
        var face = new HarfBuzzSharp.Face(blob, 0);
        face.MakeImmutable();
        return new(typeface, face);
    }

    public bool Covers(ReadOnlySpan<char> text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (!Scripts.IsInvisible(rune) && !Typeface.ContainsGlyph(rune.Value))
                return false;
        return true;
    }

    /// <summary>The caller disposes it.</summary>
    public SKFont CreateFont(float size) => CreateFont(Typeface, size);

    internal static SKFont CreateFont(SKTypeface typeface, float size) =>
        new(typeface, size)
        {
            Subpixel = true,
            LinearMetrics = true,
            Hinting = SKFontHinting.None,
            Edging = SKFontEdging.Antialias,
        };
}
