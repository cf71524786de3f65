using System.Globalization;
using System.Text;

namespace Ticketing.Infrastructure.Documents.Typesetting;

/// <summary>Breaks at spaces, after hyphens and slashes, and inside a word that is wider than the measure.</summary>
internal static class LineBreaker
{
    private const string BreaksAfter = "-–—/‐\u200B";

    /// <summary>A word that fits exactly must not wrap because of rounding.</summary>
    private const float Tolerance = 0.01f;

    public static IReadOnlyList<LineSpan> Break(Paragraph paragraph, float width)
    {
        var lines = new List<LineSpan>();
        var (start, end, used) = (0, 0, 0f);
        foreach (var word in Words(paragraph.Text))
        {
            var length = paragraph.MeasureWidth(word.Start, word.TextEnd);
            var gap = end > start ? paragraph.MeasureWidth(end, word.Start) : 0;
            if (end > start && used + gap + length > width + Tolerance)
            {
                lines.Add(new(start, end, false));
                (start, used, gap) = (word.Start, 0, 0);
            }
            if (end <= start)
                (start, gap) = (word.Start, 0);
            if (length > width + Tolerance)
                (start, length) = BreakWord(paragraph, word with { Start = start }, width, lines);
            (end, used) = (word.TextEnd, used + gap + length);
        }
        lines.Add(new(start, Math.Max(start, end), false));
        return lines;
    }

    private static (int Start, float Length) BreakWord(Paragraph paragraph, Word word, float width, List<LineSpan> lines)
    {
        var start = word.Start;
        while (paragraph.MeasureWidth(start, word.TextEnd) is var rest && rest > width + Tolerance)
        {
            var cut = FindBreak(paragraph, start, word.TextEnd, width);
            if (cut >= word.TextEnd)
                return (start, rest);
            lines.Add(new(start, cut, true));
            start = cut;
        }
        return (start, paragraph.MeasureWidth(start, word.TextEnd));
    }

    /// <summary>End of the longest part that fits; at least one letter.</summary>
    private static int FindBreak(Paragraph paragraph, int start, int end, float width)
    {
        var cuts = StringInfo.ParseCombiningCharacters(paragraph.Text[start..end]).Skip(1).Select(c => start + c).Append(end).ToArray();
        var (low, high) = (0, cuts.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (paragraph.MeasureWidth(start, cuts[middle]) <= width + Tolerance)
                low = middle;
            else
                high = middle - 1;
        }
        return cuts[low];
    }

    private static IEnumerable<Word> Words(string text)
    {
        for (var start = 0; start < text.Length; )
        {
            while (start < text.Length && IsSpace(text[start]))
                start++;
            if (start == text.Length)
                yield break;
            var end = start;
            do end += StringInfo.GetNextTextElementLength(text, end);
            while (end < text.Length && !IsSpace(text[end]) && !MayBreakBefore(text, start, end));
            yield return new(start, end);
            start = end;
        }
    }

    private static bool MayBreakBefore(string text, int wordStart, int at)
    {
        if (Rune.TryGetRuneAt(text, at, out var next) && Scripts.IsIdeographic(next))
            return true;
        var last = text[at - 1];
        // "10-20", "1/2" and "-5" stay whole; "Rock-Oper" and "and/or" may break.
        return at - wordStart > 1 && BreaksAfter.Contains(last, StringComparison.Ordinal) && char.IsLetter(text[at])
            || char.IsLowSurrogate(last) && Scripts.IsIdeographic(Rune.GetRuneAt(text, at - 2))
            || !char.IsSurrogate(last) && Scripts.IsIdeographic(new Rune(last)) && char.IsLetterOrDigit(text[at]);
    }

    private static bool IsSpace(char c) => char.IsWhiteSpace(c) && c is not ('\u00A0' or '\u202F' or '\u2007');

    private readonly record struct Word(int Start, int TextEnd);
}

internal readonly record struct LineSpan(int Start, int End, bool BreaksWord);
