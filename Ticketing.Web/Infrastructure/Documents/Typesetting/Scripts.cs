using System.Globalization;
using System.Text;
using HarfBuzzSharp;

namespace Ticketing.Infrastructure.Documents.Typesetting;

internal static class Scripts
{
    private static readonly Script[] Cursive =
    [
        Script.Adlam,
        Script.Arabic,
        Script.Bengali,
        Script.Devanagari,
        Script.Gurmukhi,
        Script.Mongolian,
        Script.Nko,
        Script.Syriac,
    ];
    private static readonly Script[] Alphabets =
    [
        Script.Latin,
        Script.Greek,
        Script.Cyrillic,
        Script.Armenian,
        Script.Georgian,
        Script.Hebrew,
    ];
    private static readonly Script[] Cjk = [Script.Han, Script.Hiragana, Script.Katakana, Script.Hangul, Script.Bopomofo];

    public static Script GetScript(Rune rune) => UnicodeFunctions.Default.GetScript(rune.Value);

    public static bool IsShared(Script script) =>
        script.Equals(Script.Common) || script.Equals(Script.Inherited) || script.Equals(Script.Unknown);

    public static bool ReadsRightToLeft(Script script) => script.HorizontalDirection == Direction.RightToLeft;

    /// <summary>Letters that join must not be spaced apart.</summary>
    public static bool IsCursive(Script script) => Cursive.Contains(script);

    /// <summary>Ligatures are for looks only.</summary>
    public static bool CanDoWithoutLigatures(Script script) => Alphabets.Contains(script) || IsShared(script);

    /// <summary>Marks above or below the letters need more room than Latin accents.</summary>
    public static bool IsTall(Script script) => !Alphabets.Contains(script) && !IsShared(script);

    public static bool IsCjk(Script script) => Cjk.Contains(script);

    /// <summary>Draws nothing, so no font needs a glyph for it.</summary>
    public static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format || rune.Value is >= 0xFE00 and <= 0xFE0F;

    /// <summary>Lines may break before and after these without a space.</summary>
    public static bool IsIdeographic(Rune rune) =>
        rune.Value
            is >= 0x2E80
                and <= 0x303E
                or >= 0x3041
                and <= 0x33FF
                or >= 0x3400
                and <= 0x9FFF
                or >= 0xAC00
                and <= 0xD7A3
                or >= 0xF900
                and <= 0xFAFF
                or >= 0x20000
                and <= 0x3FFFD;
}
