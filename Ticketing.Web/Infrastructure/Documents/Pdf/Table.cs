namespace Ticketing.Infrastructure.Documents.Pdf;

/// <param name="Share">Relative width.</param>
public sealed record TableColumn(string Heading, float Share, Align Align = Align.Start);

/// <param name="Style">Null: the table's.</param>
public sealed record TableCell(string Text, TextStyle? Style = null)
{
    public static implicit operator TableCell(string text) => new(text);
}

/// <summary>Gap and padding in points.</summary>
/// <param name="Rule">Line under each row, or null.</param>
public sealed record TableStyle(TextStyle Heading, TextStyle Body, Colour? Rule, Colour? HeaderRule, float Gap, float Padding)
{
    public static readonly TableStyle Plain = new(
        new(FontFace.Bold, 8.5f, Colour.Parse("#5f5557")),
        new(FontFace.Body, 10),
        Colour.Parse("#e3dcd3"),
        Colour.Parse("#1c1719"),
        12,
        6
    );

    /// <summary>Columns of text without lines or padding.</summary>
    public static readonly TableStyle Bare = new(new(), new(), null, null, 16, 0);
}

/// <summary>Headings repeat on each page; only a row taller than a page is split.</summary>
public sealed class Table(IReadOnlyList<TableColumn> columns)
{
    private readonly List<TableRow> rows = [];

    public IReadOnlyList<TableColumn> Columns { get; } = columns;

    public TableStyle Style { get; init; } = TableStyle.Plain;

    internal IReadOnlyList<TableRow> Rows => rows;

    internal bool HasHeadings => Columns.Any(c => c.Heading.Length > 0);

    public Table Row(params IReadOnlyList<TableCell> cells) => Add(cells, false);

    /// <summary>Kept with the row before, for totals.</summary>
    public Table JoinedRow(params IReadOnlyList<TableCell> cells) => Add(cells, true);

    private Table Add(IReadOnlyList<TableCell> cells, bool joined)
    {
        if (cells.Count != Columns.Count)
            throw new ArgumentException($"The table has {Columns.Count} columns, the row {cells.Count} cells.", nameof(cells));
        rows.Add(new(cells, joined));
        return this;
    }
}

internal sealed record TableRow(IReadOnlyList<TableCell> Cells, bool Joined);
