using Ticketing.Documents.Drawings;

namespace Ticketing.Documents.Pdf;

public sealed class Flow
{
    private readonly Func<Page> nextPage;
    private readonly float margin;
    private readonly FlowFooter? footer;
    private readonly List<Page> pages = [];

    internal Flow(Func<Page> nextPage, float margin, FlowFooter? footer)
    {
        this.nextPage = nextPage;
        this.margin = margin;
        this.footer = footer;
        Break();
    }

    /// <summary>For content placed by hand.</summary>
    public Page Page => pages[^1];

    /// <summary>Top of the next element, from the top of the page.</summary>
    public float Y { get; private set; }

    public float Left => margin;

    public float Width => Page.Paper.Width - 2 * margin;

    public float Remaining => Page.Paper.Height - margin - Y;

    private float FullHeight => Page.Paper.Height - 2 * margin;

    public Flow Break()
    {
        pages.Add(nextPage());
        Y = margin;
        return this;
    }

    /// <summary>Starts a new page unless this much is left, to keep what follows together.</summary>
    public Flow Need(float height)
    {
        if (Remaining + 0.01f < height && Y > margin)
            Break();
        return this;
    }

    /// <summary>Adds a gap, except at the top of a page.</summary>
    public Flow Space(float height)
    {
        if (Y > margin)
            Y += height;
        return this;
    }

    public Flow Text(string text, TextStyle style)
    {
        for (var block = TextBlock.Set(text, style, Width); block.Lines.Count > 0;)
        {
            Need(block.LineHeight);
            var (fitting, left) = block.SplitAt(Math.Max(Remaining, block.LineHeight));
            Page.Text(fitting, Left, Y);
            Y += fitting.Height;
            block = left;
        }
        return this;
    }

    public Flow Rule(Colour colour, float width = 0.75f)
    {
        Need(width);
        Page.Line(Left, Y + width / 2, Left + Width, Y + width / 2, colour, width);
        Y += width;
        return this;
    }

    public Flow Draw(Drawing drawing, float width, float height)
    {
        Need(height);
        Page.Draw(drawing, new Box(Left, Y, width, height));
        Y += height;
        return this;
    }

    public Flow Draw(Picture picture, float width, float height)
    {
        Need(height);
        Page.Draw(picture, new Box(Left, Y, width, height));
        Y += height;
        return this;
    }

    /// <summary>Texts side by side with proportional widths; kept on one page.</summary>
    public Flow Columns(params (float Share, string Text, TextStyle Style)[] columns)
    {
        var table = new Table([.. columns.Select(c => new Column("", c.Share))]) { Look = TableLook.Bare };
        return Table(table.Row([.. columns.Select(c => new Cell(c.Text, c.Style))]));
    }

    public Flow Table(Table table)
    {
        new TableSetter(this, table).Set();
        return this;
    }

    internal void Advance(float height) => Y += height;

    internal void Finish()
    {
        for (var i = 0; i < pages.Count; i++)
            footer?.Invoke(pages[i], i + 1, pages.Count);
    }

    internal bool FitsOnEmptyPage(float height) => height <= FullHeight;
}
