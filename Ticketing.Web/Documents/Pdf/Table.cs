namespace Ticketing.Documents.Pdf;

/// <param name="Share">Relative width.</param>
public sealed record Column(string Heading, float Share, Align Align = Align.Start);

/// <param name="Style">Null: the table's.</param>
public sealed record Cell(string Text, TextStyle? Style = null)
{
    public static implicit operator Cell(string text) => new(text);
}

/// <summary>Gap and padding in points.</summary>
/// <param name="Rule">Line under each row, or null.</param>
public sealed record TableLook(TextStyle Heading, TextStyle Body, Colour? Rule, Colour? HeadRule, float Gap, float Padding)
{
    public static readonly TableLook Plain = new(
        new(Face.Bold, 8.5f, Colour.Of("#5f5557")), new(Face.Body, 10), Colour.Of("#e3dcd3"), Colour.Of("#1c1719"), 12, 6);

    /// <summary>Columns of text without lines or padding.</summary>
    public static readonly TableLook Bare = new(new(), new(), null, null, 16, 0);
}

/// <summary>Headings repeat on each page; only a row taller than a page is split.</summary>
public sealed class Table(IReadOnlyList<Column> columns)
{
    private readonly List<TableRow> rows = [];

    public IReadOnlyList<Column> Columns { get; } = columns;

    public TableLook Look { get; init; } = TableLook.Plain;

    internal IReadOnlyList<TableRow> Rows => rows;

    internal bool HasHeadings => Columns.Any(c => c.Heading.Length > 0);

    public Table Row(params IReadOnlyList<Cell> cells) => Add(cells, false);

    /// <summary>Kept with the row before, for totals.</summary>
    public Table RowBelow(params IReadOnlyList<Cell> cells) => Add(cells, true);

    private Table Add(IReadOnlyList<Cell> cells, bool joined)
    {
        if (cells.Count != Columns.Count)
            throw new ArgumentException($"The table has {Columns.Count} columns, the row {cells.Count} cells.", nameof(cells));
        rows.Add(new(cells, joined));
        return this;
    }
}

internal sealed record TableRow(IReadOnlyList<Cell> Cells, bool Joined);
