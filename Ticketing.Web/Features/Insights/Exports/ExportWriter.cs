namespace Ticketing.Features.Insights.Exports;

/// <summary>Streams exports of any length in constant memory.</summary>
internal sealed class ExportWriter(IEnumerable<IExport> exports)
{
    /// <param name="name">"orders", "attendees" or "sales".</param>
    public async Task WriteAsync(string name, ExportFilter filter, TableFormat format, Stream target, CancellationToken ct)
    {
        var export = exports.Single(export => export.Name == name);
        var headings = export.Headings.Select(heading => heading.For(filter)).ToList();
        await using var table = await TableWriters.OpenAsync(target, export.Title, headings, format, ct);

        // Headings go out before the first query.
        await table.FlushAsync(ct);
        await export.WriteAsync(table, filter, ct);
        await table.FinishAsync(ct);
    }
}
