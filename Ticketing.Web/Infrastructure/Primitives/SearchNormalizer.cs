using System.Globalization;
using System.Text;

namespace Ticketing.Infrastructure.Primitives;

/// <summary>Ignores case, accents and typographic apostrophes. Apply it to both sides of a comparison.</summary>
public static class SearchNormalizer
{
    public static string Normalize(string text)
    {
        // Runes replace unpaired surrogates (a truncated search), which Normalize rejects.
        var folded = new StringBuilder(text.Length);
        foreach (var rune in string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark)
            {
                // Via upper case: letters with two lower-case forms, as the Greek sigma, become one.
                folded.Append(ToPlainLetters(Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune))));
            }
        }

        return folded.ToString();
    }

    /// <summary>Letters without a Unicode decomposition, as people without them type them.</summary>
    private static string ToPlainLetters(Rune rune) =>
        rune.Value switch
        {
            'ß' or 'ẞ' => "ss",
            'æ' => "ae",
            'œ' => "oe",
            'ø' => "o",
            'ł' => "l",
            'đ' or 'ð' => "d",
            'ħ' => "h",
            'þ' => "th",
            'ı' => "i",
            '’' or '‘' => "'",
            _ => rune.ToString(),
        };
}
