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

    // Embeddings and overrides could disguise a name; isolates only keep it apart from the text around it.
    private static bool IsDropped(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control
        || rune.Value is >= 0x202A and <= 0x202E or 0x00AD or 0xFEFF or >= 0xE0000 and <= 0xE0FFF
        || (rune.Value & 0xFFFE) == 0xFFFE;
}
