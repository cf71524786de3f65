namespace Ticketing.Insights.Exports;

/// <summary>Writes lists as CSV, however long they are, in little memory.</summary>
internal sealed class Export(IEnumerable<IExport> exports)
{
    /// <param name="name">Of one of the lists: "orders", "attendees" or "sales".</param>
    /// <param name="ct">Ends the reading too: when whom it is for has gone.</param>
    public async Task WriteAsync(string name, ExportFilter filter, Stream target, CancellationToken ct)
    {
        var export = exports.Single(export => export.Name == name);
        await using var sheet = new Sheet(target, export.Headings);

        // The first bytes are there before the first row has been looked for.
        await sheet.SendAsync(ct);
        await export.WriteAsync(sheet, filter, ct);
        await sheet.SendAsync(ct);
    }
}
