using System.Globalization;
using System.Text;
using HarfBuzzSharp;

namespace Ticketing.Infrastructure.Documents.Typesetting;

internal static class Scripts
{
    public static Script GetScript(Rune rune) => UnicodeFunctions.Default.GetScript(rune.Value);

    public static bool IsShared(Script script) =>
        script.Equals(Script.Common) || script.Equals(Script.Inherited) || script.Equals(Script.Unknown);

    public static bool ReadsRightToLeft(Script script) => script.HorizontalDirection == Direction.RightToLeft;

    /// <summary>Letters that join must not be spaced apart.</summary>
    public static bool IsCursive(Script script) =>
        script.Equals(Script.Arabic) || script.Equals(Script.Syriac) || script.Equals(Script.Nko) || script.Equals(Script.Mongolian);

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
