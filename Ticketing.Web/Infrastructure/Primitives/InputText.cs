using System.Globalization;
using System.Text;

namespace Ticketing.Infrastructure.Primitives;

/// <summary>Strips control characters and unpaired surrogates.</summary>
public static class InputText
{
    /// <summary>Collapses runs of spaces.</summary>
    public static string SingleLine(string? text) =>
        string.Join(' ', Clean(text, _ => false, ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Line ends become "\n".</summary>
    public static string MultiLine(string? text) =>
        Clean((text ?? "").ReplaceLineEndings("\n"), rune => rune.Value is '\n' or '\t', null).Trim();

    private static string Clean(string? text, Func<Rune, bool> keep, char? instead)
    {
        var clean = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (keep(rune) || !IsControl(rune))
            {
                clean.Append(rune.ToString());
            }
            else if (instead is { } blank)
            {
                clean.Append(blank);
            }
        }

        return clean.ToString();
    }

    private static bool IsControl(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
