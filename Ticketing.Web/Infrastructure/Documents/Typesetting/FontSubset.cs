using SkiaSharp;

namespace Ticketing.Infrastructure.Documents.Typesetting;

/// <summary>The glyphs of a font that one document uses. Skia would embed the whole file.</summary>
internal sealed class FontSubset : IDisposable
{
    private readonly SKTypeface typeface;
    private readonly IReadOnlyDictionary<ushort, ushort> numbers;

    private FontSubset(SKTypeface typeface, IReadOnlyDictionary<ushort, ushort> numbers)
    {
        this.typeface = typeface;
        this.numbers = numbers;
    }

    public static FontSubset Create(FontFile font, IReadOnlyCollection<GlyphRun> runs)
    {
        var characters = runs.SelectMany(run => run.Text.EnumerateRunes()).Select(rune => rune.Value).ToHashSet();
        var glyphs = runs.SelectMany(run => run.Glyphs).ToHashSet();
        var (file, numbers) = HarfBuzzSubset.Create(font.Face, glyphs, characters, characters.Select(font.Typeface.GetGlyph).ToHashSet());
        using var data = SKData.CreateCopy(file);
        return new(SKTypeface.FromData(data) ?? throw new InvalidDataException("Skia cannot read a font subset."), numbers);
    }

    public ushort[] Renumber(ushort[] glyphs) => [.. glyphs.Select(glyph => numbers[glyph])];

    /// <summary>The caller disposes it.</summary>
    public SKFont CreateFont(float size) => FontFile.CreateFont(typeface, size);

    public void Dispose() => typeface.Dispose();
}
