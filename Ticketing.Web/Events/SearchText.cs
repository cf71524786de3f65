using System.Globalization;
using System.Text;

namespace Ticketing.Events;

/// <summary>Text as searches compare it: without case, accents and typographic apostrophes. Both sides go through <see cref="Fold"/>.</summary>
public static class SearchText
{
    public static string Fold(string text)
    {
        // By runes: half of a letter (a search cut short) would not be normalised.
        var folded = new StringBuilder(text.Length);
        foreach (var rune in string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark)
            {
                // Up and down again: letters with two small forms (the Greek sigma) come to one.
                folded.Append(PlainOf(Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune))));
            }
        }

        return folded.ToString();
    }

    /// <summary>Letters that Unicode does not take apart, as people without them type them.</summary>
    private static string PlainOf(Rune rune) => rune.Value switch
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
