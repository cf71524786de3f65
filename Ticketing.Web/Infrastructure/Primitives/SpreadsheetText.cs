using System.Globalization;
using System.Text.RegularExpressions;

namespace Ticketing.Infrastructure.Primitives;

/// <summary>Text that stays text in a spreadsheet.</summary>
public static partial class SpreadsheetText
{
    /// <summary>
    /// Full-width, small, superscript and subscript forms too: spreadsheets read them as the plain sign. U+2212 is a typographer's minus.
    /// </summary>
    private const string FormulaStarts = "=\uFF1D\uFE66\u207C\u208C" + "@\uFF20\uFE6B" + Signs;

    private const string Signs = "+\uFF0B\uFE62\u207A\u208A" + "-\uFF0D\uFE63\u207B\u208B\u2212";

    /// <summary>Puts an apostrophe in front of what a spreadsheet would run as a formula.</summary>
    public static string Escape(string text) => StartsFormula(text) ? "'" + text : text;

    /// <summary>Also in what becomes a cell of its own if a spreadsheet splits the file at another separator than it has.</summary>
    public static string Escape(string text, char otherSeparator)
    {
        var cells = text.Split(otherSeparator);
        return string.Join(otherSeparator, cells.Skip(1).Select(cell => RunsFormula(cell) ? "'" + cell : cell).Prepend(Escape(cells[0])));
    }

    // Signs before words, as in "Rock, -Pop", run nothing.
    private static bool RunsFormula(string cell) =>
        StartsFormula(cell) && (!Signs.Contains(cell.FirstOrDefault(c => !IsSkipped(c), ' ')) || Call.IsMatch(cell));

    /// <summary>Of a function, or of another program.</summary>
    [GeneratedRegex(@"\w\(|\|")]
    private static partial Regex Call { get; }

    // Spreadsheets skip spaces and invisible characters in front.
    private static bool StartsFormula(string text) =>
        text.Length > 0 && (text[0] is '\t' or '\r' or '\n' || FormulaStarts.Contains(text.FirstOrDefault(c => !IsSkipped(c), ' ')));

    private static bool IsSkipped(char c) =>
        char.IsWhiteSpace(c) || char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format;
}
