using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Ticketing.Infrastructure.Documents.Pdf;

/// <summary>Adds the language and "show title" by an incremental update (ISO 32000, 7.5.6), because Skia offers neither.</summary>
internal static partial class CatalogLanguage
{
    public static byte[] Declare(byte[] pdf, string language)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var end = text.LastIndexOf("trailer", StringComparison.Ordinal);
        var trailer = Trailer().Match(text, Math.Max(end, 0));
        var catalog = trailer.Success ? text.LastIndexOf($"\n{trailer.Groups["root"].Value} 0 obj\n<<", end, StringComparison.Ordinal) : -1;
        if (catalog < 0)
            throw new InvalidDataException("Skia wrote a PDF whose trailer or catalog was not found.");

        var entries = text[
            (text.IndexOf("<<", catalog, StringComparison.Ordinal) + 2)..text.IndexOf("endobj", catalog, StringComparison.Ordinal)
        ];
        var tag = string.Concat(language.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
        var update = string.Create(
            CultureInfo.InvariantCulture,
            $"\n{trailer.Groups["root"].Value} 0 obj\n<</Lang ({tag})\n/ViewerPreferences <</DisplayDocTitle true>>\n{entries}endobj\n"
        );
        var table = string.Create(
            CultureInfo.InvariantCulture,
            $"xref\n{trailer.Groups["root"].Value} 1\n{pdf.Length + 1:D10} 00000 n \ntrailer\n<<{trailer.Groups["entries"].Value}\n/Prev "
                + $"{trailer.Groups["xref"].Value}>>\nstartxref\n{pdf.Length + update.Length}\n%%EOF\n"
        );
        return [.. pdf, .. Encoding.Latin1.GetBytes(update + table)];
    }

    [GeneratedRegex(
        @"trailer\n<<(?<entries>.*?/Root (?<root>\d+) 0 R.*?)>>\nstartxref\n(?<xref>\d+)",
        RegexOptions.Singleline | RegexOptions.CultureInvariant
    )]
    private static partial Regex Trailer();
}
