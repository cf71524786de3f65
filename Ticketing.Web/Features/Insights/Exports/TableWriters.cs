namespace Ticketing.Features.Insights.Exports;

internal static class TableWriters
{
    /// <param name="title">Of the worksheet.</param>
    public static async Task<ITableWriter> OpenAsync(
        Stream target,
        string title,
        IReadOnlyList<string> headings,
        TableFormat format,
        CancellationToken ct
    ) => format.IsWorkbook ? await XlsxWriter.CreateAsync(target, title, headings, format, ct) : new CsvSheet(target, headings, format);
}
