using System.Globalization;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace Ticketing.Tests.Features.Receipts;

internal static class PdfReader
{
    public static string[] Pages(byte[] pdf) => Read(pdf, page => string.Join(' ', page.GetWords().Select(word => word.Text)));

    /// <summary>Words of the first page, and where they are.</summary>
    public static IReadOnlyList<(string Text, double Left, double Right)> PlacedWords(byte[] pdf) =>
        [.. Read(pdf, page => page.GetWords().Select(word => (word.Text, word.BoundingBox.Left, word.BoundingBox.Right)).ToList())[0]];

    /// <summary>All letters as they were drawn, one text after the other.</summary>
    public static string Letters(byte[] pdf) =>
        string.Concat(Read(pdf, page => string.Concat(page.Letters.Select(letter => letter.Value))));

    /// <summary>Amounts along the right edge of all pages, in minor units of a currency with two decimals.</summary>
    public static long[] RightmostAmounts(byte[] pdf)
    {
        var words = Read(pdf, page => page.GetWords().ToArray()).SelectMany(page => page).ToArray();
        var edge = words.Where(word => word.Text == "Amount").Max(word => word.BoundingBox.Right);
        return
        [
            .. words
                .Where(word => word.Text.StartsWith('£') && Math.Abs(word.BoundingBox.Right - edge) < 2)
                .Select(word => MinorUnits(word.Text)),
        ];
    }

    public static long MinorUnits(string amount) =>
        (long)(decimal.Parse(amount.TrimStart('£'), NumberStyles.Number, CultureInfo.InvariantCulture) * 100);

    private static T[] Read<T>(byte[] pdf, Func<Page, T> read)
    {
        using var document = PdfDocument.Open(pdf);
        return [.. document.GetPages().Select(read)];
    }
}
