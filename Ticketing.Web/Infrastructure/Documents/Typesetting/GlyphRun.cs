using System.Globalization;
using HarfBuzzSharp;
using SkiaSharp;
using Buffer = HarfBuzzSharp.Buffer;

namespace Ticketing.Infrastructure.Documents.Typesetting;

internal sealed record GlyphRun(TextItem Item, string Text, float Size, ushort[] Glyphs, SKPoint[] Positions, int[] Clusters, float Width)
{
    // Many readers search and copy a ligature as one odd character.
    private static readonly Feature[] NoLigatures = [new(Tag.Parse("liga"), 0)];

    private const int ReplacementCharacter = 0xFFFD;

    public static GlyphRun Shape(string paragraph, TextItem item, TextStyle style) =>
        item.HasNoGlyphs ? ShapeReplacements(paragraph, item, style) : ShapeText(paragraph, item, style);

    private static GlyphRun ShapeText(string paragraph, TextItem item, TextStyle style)
    {
        using var buffer = new Buffer();
        buffer.AddUtf16(paragraph.AsSpan(), item.Start, item.Length);
        buffer.Direction = item.Level % 2 == 0 ? Direction.LeftToRight : Direction.RightToLeft;
        buffer.Script = item.Script;
        buffer.Language = Language.Default;
        item.Font.Shaper.Shape(buffer, Scripts.CanDoWithoutLigatures(item.Script) ? NoLigatures : []);
        return Position(paragraph, item, style, buffer.GetGlyphInfoSpan(), buffer.GetGlyphPositionSpan());
    }

    private static GlyphRun Position(
        string paragraph,
        TextItem item,
        TextStyle style,
        ReadOnlySpan<GlyphInfo> glyphs,
        ReadOnlySpan<GlyphPosition> positions
    )
    {
        var unit = style.Size / item.Font.Typeface.UnitsPerEm;
        var tracking = Scripts.IsCursive(item.Script) ? 0 : style.Tracking * style.Size;
        var places = new SKPoint[glyphs.Length];
        var x = 0f;
        for (var i = 0; i < glyphs.Length; i++)
        {
            places[i] = new(x + positions[i].XOffset * unit, -positions[i].YOffset * unit);
            x += positions[i].XAdvance * unit + (positions[i].XAdvance == 0 ? 0 : tracking);
        }
        var (ids, clusters) = (new ushort[glyphs.Length], new int[glyphs.Length]);
        for (var i = 0; i < glyphs.Length; i++)
            (ids[i], clusters[i]) = ((ushort)glyphs[i].Codepoint, (int)glyphs[i].Cluster - item.Start);
        return new(item, paragraph.Substring(item.Start, item.Length), style.Size, ids, places, clusters, x);
    }

    // Draws U+FFFD, because glyph 0, meant for this, is blank in some readers.
    private static GlyphRun ShapeReplacements(string paragraph, TextItem item, TextStyle style)
    {
        var text = paragraph.Substring(item.Start, item.Length);
        var clusters = StringInfo.ParseCombiningCharacters(text);
        if (item.Level % 2 != 0)
            Array.Reverse(clusters);
        using var font = item.Font.CreateFont(style.Size);
        var sign = font.GetGlyph(ReplacementCharacter);
        var width = font.GetGlyphWidths([sign])[0];
        var places = Enumerable.Range(0, clusters.Length).Select(i => new SKPoint(i * width, 0)).ToArray();
        return new(item, text, style.Size, [.. Enumerable.Repeat(sign, clusters.Length)], places, clusters, width * clusters.Length);
    }
}
