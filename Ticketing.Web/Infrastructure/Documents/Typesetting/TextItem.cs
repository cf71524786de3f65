using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using HarfBuzzSharp;

namespace Ticketing.Infrastructure.Documents.Typesetting;

/// <summary>Shaped in one go: one direction, one script, one font.</summary>
/// <param name="HasNoGlyphs">No font has these characters; a replacement sign stands for each.</param>
internal sealed record TextItem(int Start, int Length, int Level, Script Script, FontFile Font, bool HasNoGlyphs)
{
    public int End => Start + Length;

    public TextItem Within(int start, int end) =>
        this with
        {
            Start = Math.Max(Start, start),
            Length = Math.Min(End, end) - Math.Max(Start, start),
        };

    /// <summary>In reading order.</summary>
    public static IReadOnlyList<TextItem> Itemize(string paragraph, int[] levels, FontFace face)
    {
        var fonts = new FontChoice(paragraph, face);
        var items = new List<TextItem>();
        for (var start = 0; start < paragraph.Length; )
        {
            var length = StringInfo.GetNextTextElementLength(paragraph, start);
            var next = CreateForGrapheme(paragraph, start, length, levels[start], fonts, items.LastOrDefault());
            if (items.LastOrDefault() is { } last && Extends(last, next))
                items[^1] = last with { Length = last.Length + length, Script = Scripts.IsShared(last.Script) ? next.Script : last.Script };
            else
                items.Add(next);
            start += length;
        }
        return items;
    }

    private static TextItem CreateForGrapheme(string paragraph, int start, int length, int level, FontChoice fonts, TextItem? previous)
    {
        var grapheme = paragraph.AsSpan(start, length);
        Rune.DecodeFromUtf16(grapheme, out var first, out _);
        var script = Scripts.GetScript(first);
        // Spaces and punctuation keep the font of the word before them, so that a comma does not change it; but spaces of emoji are wide.
        if (IsAfterWord(script, previous) && previous.Font.Covers(grapheme))
            return new(start, length, level, script, previous.Font, false);
        var font = fonts.Find(grapheme, script);
        return new(start, length, level, script, font ?? fonts.Fallback, font is null);
    }

    private static bool IsAfterWord(Script script, [NotNullWhen(true)] TextItem? previous) =>
        Scripts.IsShared(script) && previous is { HasNoGlyphs: false } && !Scripts.IsShared(previous.Script);

    private static bool Extends(TextItem last, TextItem next) =>
        last.Level == next.Level
        && last.Font == next.Font
        && last.HasNoGlyphs == next.HasNoGlyphs
        && (last.Script.Equals(next.Script) || Scripts.IsShared(last.Script) || Scripts.IsShared(next.Script));
}
