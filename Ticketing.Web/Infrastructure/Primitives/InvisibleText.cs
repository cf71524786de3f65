using System.Globalization;
using System.Text;

namespace Ticketing.Infrastructure.Primitives;

/// <summary>Marks that come along when text is copied, and that can make two names look alike.</summary>
public static class InvisibleText
{
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    /// <summary>Strips zero-width characters, direction marks and blank letters.</summary>
    public static string Strip(string text) => Strip(text, (_, _, _) => false);

    /// <summary>Keeps joiners inside words of Arabic, Indic and related scripts, where they change letters.</summary>
    public static string StripOutsideWords(string text) =>
        Strip(text, (rune, previous, next) => IsJoiner(rune) && TakesJoiners(previous) && TakesJoiners(next));

    private static string Strip(string text, Func<Rune, Rune, Rune, bool> keep)
    {
        var runes = text.EnumerateRunes().ToList();
        var stripped = new StringBuilder(text.Length);
        for (var at = 0; at < runes.Count; at++)
        {
            var (previous, next) = (at > 0 ? runes[at - 1] : default, at + 1 < runes.Count ? runes[at + 1] : default);
            if (!IsInvisible(runes[at]) || keep(runes[at], previous, next))
            {
                stripped.Append(runes[at]);
            }
        }

        return stripped.ToString();
    }

    // Combining grapheme joiner, fillers of Korean, braille blank: not in the category Format.
    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format || rune.Value is 0x034F or 0x3164 or 0xFFA0 or 0x2800;

    private static bool IsJoiner(Rune rune) => rune.Value is ZeroWidthNonJoiner or ZeroWidthJoiner;

    // Arabic to Myanmar, Khmer and Mongolian.
    private static bool TakesJoiners(Rune rune) =>
        rune.Value is (>= 0x0600 and <= 0x109F) or (>= 0x1780 and <= 0x18AF)
        && (Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);
}
