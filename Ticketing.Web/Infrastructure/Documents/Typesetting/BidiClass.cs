using System.Globalization;
using System.Text;

namespace Ticketing.Infrastructure.Documents.Typesetting;

/// <summary>UAX #9 classes that remain without explicit formatting characters.</summary>
internal enum BidiClass
{
    Left,
    Right,
    ArabicLetter,
    EuropeanNumber,
    ArabicNumber,
    NumberSign,
    NumberSeparator,
    NumberTerminator,
    Mark,
    Neutral,
}

internal static class BidiClasses
{
    public static BidiClass GetClass(Rune rune)
    {
        switch (rune.Value)
        {
            case 0x200E:
                return BidiClass.Left;
            case 0x200F:
                return BidiClass.Right;
            case 0x061C:
                return BidiClass.ArabicLetter;
            case '+' or '-' or 0x2212:
                return BidiClass.NumberSign;
            case ',' or '.' or '/' or ':' or 0xA0 or 0x202F or 0x060C:
                return BidiClass.NumberSeparator;
            case '#' or '%' or 0xB0 or 0x2030 or 0x066A:
                return BidiClass.NumberTerminator;
            case >= '0' and <= '9' or >= 0x06F0 and <= 0x06F9 or 0xB2 or 0xB3 or 0xB9:
                return BidiClass.EuropeanNumber;
            case >= 0x0660 and <= 0x0669 or 0x066B or 0x066C:
                return BidiClass.ArabicNumber;
        }

        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => BidiClass.Mark,
            UnicodeCategory.CurrencySymbol => BidiClass.NumberTerminator,
            UnicodeCategory.UppercaseLetter
            or UnicodeCategory.LowercaseLetter
            or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter
            or UnicodeCategory.OtherLetter
            or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.LetterNumber
            or UnicodeCategory.DecimalDigitNumber => Letter(rune),
            UnicodeCategory.OtherPunctuation when Scripts.ReadsRightToLeft(Scripts.GetScript(rune)) => Letter(rune),
            _ => BidiClass.Neutral,
        };
    }

    private static BidiClass Letter(Rune rune)
    {
        var script = Scripts.GetScript(rune);
        if (!Scripts.ReadsRightToLeft(script))
            return BidiClass.Left;
        return
            script.Equals(HarfBuzzSharp.Script.Arabic)
            || script.Equals(HarfBuzzSharp.Script.Syriac)
            || script.Equals(HarfBuzzSharp.Script.Thaana)
            ? BidiClass.ArabicLetter
            : BidiClass.Right;
    }
}
