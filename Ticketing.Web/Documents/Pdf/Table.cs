namespace Ticketing.Documents.Pdf;

/// <param name="Share">Of the width, relative to the other columns' shares.</param>
public sealed record Column(string Heading, float Share, Align Align = Align.Start);

/// <summary>A cell; without a style of its own it takes the table's.</summary>
public sealed record Cell(string Text, TextStyle? Style = null)
{
    public static implicit operator Cell(string text) => new(text);
}

/// <summary>How a table is set. Gaps and padding in points.</summary>
/// <param name="Rule">The line under each row; none if null.</param>
public sealed record TableLook(TextStyle Heading, TextStyle Body, Colour? Rule, Colour? HeadRule, float Gap, float Padding)
{
    public static readonly TableLook Plain = new(
        new(Face.Bold, 8.5f, Colour.Of("#5f5557")), new(Face.Body, 10), Colour.Of("#e3dcd3"), Colour.Of("#1c1719"), 12, 6);

    /// <summary>No lines, no padding: columns of text.</summary>
    public static readonly TableLook Bare = new(new(), new(), null, null, 16, 0);
}

/// <summary>Rows in columns. The headings are repeated on each page; a row stays on one page unless it is taller than one.</summary>
public sealed class Table(IReadOnlyList<Column> columns)
{
    private readonly List<TableRow> rows = [];

    public IReadOnlyList<Column> Columns { get; } = columns;

    public TableLook Look { get; init; } = TableLook.Plain;

    internal IReadOnlyList<TableRow> Rows => rows;

    internal bool HasHeadings => Columns.Any(c => c.Heading.Length > 0);

    /// <param name="cells">One per column.</param>
    public Table Row(params IReadOnlyList<Cell> cells) => Add(cells, false);

    /// <summary>A row that must not be parted from the one before it: totals under what they sum up.</summary>
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
