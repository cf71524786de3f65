using System.Globalization;
using System.Text;

namespace Ticketing.Infrastructure.Documents.Typesetting;

internal static class TextSanitizer
{
    /// <summary>Removes control characters, lone surrogates and directional overrides.</summary>
    public static string[] SplitParagraphs(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
            if (rune.Value == '\t')
                clean.Append(' ');
            else if (rune.Value == '\n' || !IsDropped(rune))
                clean.Append(rune.ToString());
        return clean.ToString().Normalize(NormalizationForm.FormC).Split('\n');
    }

    // Embeddings, overrides and isolates could disguise a name; our own resolution needs none of them.
    private static bool IsDropped(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control
        || rune.Value is >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069 or 0x00AD or 0xFEFF or >= 0xE0000 and <= 0xE0FFF
        || (rune.Value & 0xFFFE) == 0xFFFE;
}
