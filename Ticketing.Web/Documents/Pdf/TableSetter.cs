namespace Ticketing.Documents.Pdf;

internal sealed class TableSetter(Flow flow, Table table)
{
    private readonly float[] widths = Widths(table, flow.Width);
    private readonly TableLook look = table.Look;

    public void Set()
    {
        if (table.HasHeadings)
            flow.Need(HeadHeight + (table.Rows.Count > 0 ? HeightOf(SetRow(table.Rows[0])) : 0));
        SetHeadings();
        for (var i = 0; i < table.Rows.Count; i++)
            SetWhole(SetRow(table.Rows[i]), JoinedHeight(i + 1));
    }

    private float HeadHeight => table.HasHeadings ? HeightOf(Headings()) : 0;

    private void SetWhole(TextBlock[] row, float below)
    {
        var height = HeightOf(row);
        var wanted = flow.FitsOnEmptyPage(HeadHeight + height + below) ? height + below : height;
        if (flow.Remaining + 0.01f < wanted && flow.FitsOnEmptyPage(HeadHeight + height))
            BreakPage();
        while (flow.Remaining + 0.01f < HeightOf(row))
        {
            var room = flow.Remaining - 2 * look.Padding;
            if (room < row.Max(cell => cell.LineHeight) && flow.Y > flow.Left + HeadHeight)
            {
                BreakPage();
                continue;
            }
            var parts = row.Select(cell => cell.SplitAt(Math.Max(room, cell.LineHeight))).ToArray();
            Place([.. parts.Select(part => part.Fitting)], null);
            row = [.. parts.Select(part => part.Left)];
            BreakPage();
        }
        Place(row, look.Rule);
    }

    private void BreakPage()
    {
        flow.Break();
        SetHeadings();
    }

    private void SetHeadings()
    {
        if (table.HasHeadings)
            Place(Headings(), look.HeadRule);
    }

    private void Place(TextBlock[] row, Colour? rule)
    {
        var x = flow.Left;
        for (var i = 0; i < row.Length; i++)
        {
            flow.Page.Text(row[i], x, flow.Y + look.Padding);
            x += widths[i] + look.Gap;
        }
        flow.Advance(HeightOf(row));
        if (rule is { } colour)
            flow.Page.Line(flow.Left, flow.Y, flow.Left + flow.Width, flow.Y, colour, 0.6f);
    }

    private float JoinedHeight(int from) =>
        table.Rows.Skip(from).TakeWhile(row => row.Joined).Sum(row => HeightOf(SetRow(row)));

    private float HeightOf(TextBlock[] row) => row.Max(cell => cell.Height) + 2 * look.Padding;

    private TextBlock[] Headings() =>
        [.. table.Columns.Select((column, i) => TextBlock.Set(column.Heading, look.Heading with { Align = column.Align }, widths[i]))];

    private TextBlock[] SetRow(TableRow row) =>
        [.. row.Cells.Select((cell, i) => TextBlock.Set(cell.Text, StyleOf(cell, table.Columns[i]), widths[i]))];

    private TextStyle StyleOf(Cell cell, Column column)
    {
        var style = cell.Style ?? look.Body;
        return column.Align == Align.Start ? style : style with { Align = column.Align };
    }

    private static float[] Widths(Table table, float width)
    {
        var free = width - table.Look.Gap * (table.Columns.Count - 1);
        var shares = table.Columns.Sum(column => column.Share);
        return [.. table.Columns.Select(column => free * column.Share / shares)];
    }
}
