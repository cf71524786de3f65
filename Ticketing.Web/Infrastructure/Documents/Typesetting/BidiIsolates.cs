using System.Text;

namespace Ticketing.Infrastructure.Documents.Typesetting;

/// <summary>
/// An isolated part is resolved on its own and counts as one neutral character for the text around it, so that a name or number does not
/// move what stands beside it.
/// </summary>
internal static class BidiIsolates
{
    public const char LeftToRight = '\u2066';
    public const char RightToLeft = '\u2067';
    public const char FirstStrong = '\u2068';
    public const char End = '\u2069';

    private const char Placeholder = '\uFFFC';
    private const int MaxLevel = 20;

    public static int[] Levels(string text, int level)
    {
        var parts = FindParts(text);
        var levels = new int[text.Length];
        var outer = Bidi.Resolve(Collapse(text, parts), level);
        var (at, next) = (0, 0);
        for (var i = 0; i < text.Length; i++, at++)
        {
            levels[i] = outer[at];
            if (next == parts.Count || parts[next].Start != i)
                continue;
            var (start, end) = parts[next++];
            Array.Fill(levels, outer[at], start, end - start);
            LevelsInside(text, start, end, level).CopyTo(levels, start + 1);
            i = end - 1;
        }
        return levels;
    }

    /// <summary>The text around isolated parts.</summary>
    public static string Collapse(string text) => Collapse(text, FindParts(text));

    private static int[] LevelsInside(string text, int start, int end, int level)
    {
        var inside = text[(start + 1)..(text[end - 1] == End ? end - 1 : end)];
        var rightToLeft = text[start] == RightToLeft || text[start] == FirstStrong && Bidi.StartsRightToLeft(inside);
        var inner = level + (level % 2 == 1 == rightToLeft ? 2 : 1);
        return inner > MaxLevel ? Bidi.Resolve(inside, level) : Levels(inside, inner);
    }

    private static string Collapse(string text, List<(int Start, int End)> parts)
    {
        if (parts.Count == 0)
            return text;
        var outside = new StringBuilder();
        var at = 0;
        foreach (var (start, end) in parts)
        {
            outside.Append(text, at, start - at).Append(Placeholder);
            at = end;
        }
        return outside.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>Outermost parts with their marks; one that is never closed ends with the text.</summary>
    private static List<(int Start, int End)> FindParts(string text)
    {
        var parts = new List<(int Start, int End)>();
        var (depth, start) = (0, 0);
        for (var i = 0; i < text.Length; i++)
            if (text[i] is >= LeftToRight and < End && depth++ == 0)
                start = i;
            else if (text[i] == End && depth > 0 && --depth == 0)
                parts.Add((start, i + 1));
        if (depth > 0)
            parts.Add((start, text.Length));
        return parts;
    }
}
