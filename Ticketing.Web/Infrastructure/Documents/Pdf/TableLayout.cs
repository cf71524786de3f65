namespace Ticketing.Infrastructure.Documents.Pdf;

internal sealed class TableLayout(PageFlow flow, Table table)
{
    private readonly float[] widths = GetWidths(table, flow.Width);
    private readonly TableStyle tableStyle = table.Style;

    public void Layout()
    {
        flow.EnsureSpace(LeadHeight);
        PlaceHeadings();
        for (var i = 0; i < table.Rows.Count; i++)
            PlaceWithBreaks(LayoutRow(table.Rows[i]), JoinedHeight(i + 1));
    }

    /// <summary>Of the headings and what has to follow them on the page: the first row, and rows joined to it if they fit.</summary>
    public float LeadHeight
    {
        get
        {
            var first = HeaderHeight + (table.Rows.Count > 0 ? GetHeight(LayoutRow(table.Rows[0])) : 0);
            var joined = first + JoinedHeight(1);
            return flow.FitsOnEmptyPage(joined) ? joined : first;
        }
    }

    private float HeaderHeight => table.HasHeadings ? GetHeight(Headings()) : 0;

    private void PlaceWithBreaks(TextBlock[] row, float below)
    {
        var height = GetHeight(row);
        var wanted = flow.FitsOnEmptyPage(HeaderHeight + height + below) ? height + below : height;
        if (flow.Remaining + 0.01f < wanted && flow.FitsOnEmptyPage(HeaderHeight + height))
            BreakPage();
        while (flow.Remaining + 0.01f < GetHeight(row))
        {
            var room = flow.Remaining - 2 * tableStyle.Padding;
            if (room < row.Max(cell => cell.LineHeight) && flow.Y > flow.Left + HeaderHeight)
            {
                BreakPage();
                continue;
            }
            var parts = row.Select(cell => cell.SplitAt(Math.Max(room, cell.LineHeight))).ToArray();
            Place([.. parts.Select(part => part.Fitting)], null);
            row = [.. parts.Select(part => part.Left)];
            BreakPage();
        }
        Place(row, tableStyle.Rule);
    }

    private void BreakPage()
    {
        flow.NewPage();
        PlaceHeadings();
    }

    private void PlaceHeadings()
    {
        if (table.HasHeadings)
            Place(Headings(), tableStyle.HeaderRule);
    }

    private void Place(TextBlock[] row, Colour? rule)
    {
        var offset = 0f;
        for (var i = 0; i < row.Length; i++)
        {
            flow.Page.Text(row[i], flow.Left + offset, flow.Y + tableStyle.Padding);
            offset += widths[i] + tableStyle.Gap;
        }
        flow.Advance(GetHeight(row));
        if (rule is { } colour)
            flow.Page.Line(flow.Left, flow.Y, flow.Left + flow.Width, flow.Y, colour, 0.6f);
    }

    private float JoinedHeight(int from) => table.Rows.Skip(from).TakeWhile(row => row.Joined).Sum(row => GetHeight(LayoutRow(row)));

    private float GetHeight(TextBlock[] row) => row.Max(cell => cell.Height) + 2 * tableStyle.Padding;

    private TextBlock[] Headings() =>
        [
            .. table.Columns.Select(
                (column, i) => TextBlock.Create(column.Heading, tableStyle.Heading with { Align = column.Align }, widths[i])
            ),
        ];

    private TextBlock[] LayoutRow(TableRow row) =>
        [.. row.Cells.Select((cell, i) => TextBlock.Create(cell.Text, GetStyle(cell, table.Columns[i]), widths[i]))];

    private TextStyle GetStyle(TableCell cell, TableColumn column)
    {
        var style = cell.Style ?? tableStyle.Body;
        return column.Align switch
        {
            Align.Start => style,

            // Amounts, at the end of right-to-left lines, have no letter that would tell their direction.
            Align.Left when style.Direction == TextDirection.RightToLeftIfAny => style with
            {
                Align = Align.Left,
                Direction = TextDirection.RightToLeft,
            },
            _ => style with { Align = column.Align },
        };
    }

    private static float[] GetWidths(Table table, float width)
    {
        var free = width - table.Style.Gap * (table.Columns.Count - 1);
        var shares = table.Columns.Sum(column => column.Share);
        return [.. table.Columns.Select(column => free * column.Share / shares)];
    }
}
