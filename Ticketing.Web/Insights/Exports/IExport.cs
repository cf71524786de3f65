namespace Ticketing.Insights.Exports;

/// <summary>A list as rows of a file.</summary>
internal interface IExport
{
    /// <summary>"orders": as its address and its file are called.</summary>
    string Name { get; }

    IReadOnlyList<string> Headings { get; }

    /// <summary>Reads a page of rows, writes it, and only then reads the next: nothing is held in the database for a reader who dawdles.</summary>
    Task WriteAsync(Sheet sheet, ExportFilter filter, CancellationToken ct);
}
