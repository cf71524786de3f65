namespace Ticketing.Insights.Exports;

/// <summary>Streams exports of any length in constant memory.</summary>
internal sealed class Export(IEnumerable<IExport> exports)
{
    /// <param name="name">"orders", "attendees" or "sales".</param>
    public async Task WriteAsync(string name, ExportFilter filter, Stream target, CancellationToken ct)
    {
        var export = exports.Single(export => export.Name == name);
        await using var sheet = new Sheet(target, export.Headings);

        // Headings go out before the first query.
        await sheet.SendAsync(ct);
        await export.WriteAsync(sheet, filter, ct);
        await sheet.SendAsync(ct);
    }
}
