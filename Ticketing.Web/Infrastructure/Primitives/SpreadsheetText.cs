using System.Globalization;

namespace Ticketing.Infrastructure.Primitives;

/// <summary>Text that stays text in a spreadsheet.</summary>
public static class SpreadsheetText
{
    /// <summary>
    /// Full-width, small, superscript and subscript forms too: spreadsheets read them as the plain sign. U+2212 is a typographer's minus.
    /// </summary>
    private const string FormulaStarts =
        "=\uFF1D\uFE66\u207C\u208C" + "+\uFF0B\uFE62\u207A\u208A" + "-\uFF0D\uFE63\u207B\u208B\u2212" + "@\uFF20\uFE6B";

    /// <summary>Puts an apostrophe in front of what a spreadsheet would run as a formula.</summary>
    public static string Escape(string text) => StartsFormula(text) ? "'" + text : text;

    // Spreadsheets skip spaces and invisible characters in front.
    private static bool StartsFormula(string text) =>
        text.Length > 0 && (text[0] is '\t' or '\r' or '\n' || FormulaStarts.Contains(text.FirstOrDefault(c => !IsSkipped(c), ' ')));

    private static bool IsSkipped(char c) =>
        char.IsWhiteSpace(c) || char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format;
}
