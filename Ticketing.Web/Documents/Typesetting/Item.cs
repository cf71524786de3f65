using System.Globalization;
using System.Text;
using HarfBuzzSharp;

namespace Ticketing.Documents.Typesetting;

/// <summary>Shaped in one go: one direction, one script, one font.</summary>
/// <param name="Missing">No font has these characters; a replacement sign stands for each.</param>
internal sealed record Item(int Start, int Length, int Level, Script Script, FontFile Font, bool Missing)
{
    public int End => Start + Length;

    public Item Within(int start, int end) =>
        this with { Start = Math.Max(Start, start), Length = Math.Min(End, end) - Math.Max(Start, start) };

    /// <summary>In reading order.</summary>
    public static IReadOnlyList<Item> Of(string paragraph, int[] levels, Face face)
    {
        var items = new List<Item>();
        for (var start = 0; start < paragraph.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(paragraph, start);
            var next = OfGrapheme(paragraph, start, length, levels[start], face, items.LastOrDefault());
            if (items.LastOrDefault() is { } last && Extends(last, next))
                items[^1] = last with { Length = last.Length + length, Script = Scripts.IsShared(last.Script) ? next.Script : last.Script };
            else
                items.Add(next);
            start += length;
        }
        return items;
    }

    private static Item OfGrapheme(string paragraph, int start, int length, int level, Face face, Item? previous)
    {
        var grapheme = paragraph.AsSpan(start, length);
        Rune.DecodeFromUtf16(grapheme, out var first, out _);
        var script = Scripts.Of(first);
        // Spaces and punctuation keep the font of the word before them, so that a comma does not change it.
        if (Scripts.IsShared(script) && previous is { Missing: false } && previous.Font.Covers(grapheme))
            return new(start, length, level, script, previous.Font, false);
        var font = FontShelf.For(face).FirstOrDefault(f => f.Value.Covers(paragraph.AsSpan(start, length)))?.Value;
        return new(start, length, level, script, font ?? FontShelf.LastResort(face), font is null);
    }

    private static bool Extends(Item last, Item next) =>
        last.Level == next.Level && last.Font == next.Font && last.Missing == next.Missing
        && (last.Script.Equals(next.Script) || Scripts.IsShared(last.Script) || Scripts.IsShared(next.Script));
}
