namespace Ticketing.Features.Insights.Exports;

internal interface IExport
{
    /// <summary>For the URL and file name: "orders".</summary>
    string Name { get; }

    /// <summary>Of the worksheet: "Orders".</summary>
    string Title { get; }

    IReadOnlyList<ExportHeading> Headings { get; }

    /// <summary>Alternates reading and writing a page, so that a slow client keeps no query open.</summary>
    Task WriteAsync(ITableWriter sheet, ExportFilter filter, CancellationToken ct);
}
