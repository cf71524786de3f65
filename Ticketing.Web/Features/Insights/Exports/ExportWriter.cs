namespace Ticketing.Features.Insights.Exports;

/// <summary>Streams exports of any length in constant memory.</summary>
internal sealed class ExportWriter(IEnumerable<IExport> exports)
{
    /// <param name="name">"orders", "attendees" or "sales".</param>
    public async Task WriteAsync(string name, ExportFilter filter, Stream target, CancellationToken ct)
    {
        var export = exports.Single(export => export.Name == name);
        await using var sheet = new CsvSheet(target, export.Headings);

        // Headings go out before the first query.
        await sheet.FlushAsync(ct);
        await export.WriteAsync(sheet, filter, ct);
        await sheet.FlushAsync(ct);
    }
}
