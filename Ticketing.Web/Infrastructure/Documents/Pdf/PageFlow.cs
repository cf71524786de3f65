using Ticketing.Infrastructure.Documents.Drawings;
using Ticketing.Infrastructure.Documents.Images;

namespace Ticketing.Infrastructure.Documents.Pdf;

public sealed class PageFlow
{
    private readonly Func<PdfPage> nextPage;
    private readonly float margin;
    private readonly PageFooter? footer;
    private readonly List<PdfPage> pages = [];

    internal PageFlow(Func<PdfPage> nextPage, float margin, PageFooter? footer)
    {
        this.nextPage = nextPage;
        this.margin = margin;
        this.footer = footer;
        NewPage();
    }

    /// <summary>For content placed by hand.</summary>
    public PdfPage Page => pages[^1];

    /// <summary>Top of the next element, from the top of the page.</summary>
    public float Y { get; private set; }

    public float Left => margin;

    public float Width => Page.Size.Width - 2 * margin;

    public float Remaining => Page.Size.Height - margin - Y;

    private float FullHeight => Page.Size.Height - 2 * margin;

    public PageFlow NewPage()
    {
        pages.Add(nextPage());
        Y = margin;
        return this;
    }

    /// <summary>Starts a new page unless this much is left, to keep what follows together.</summary>
    public PageFlow EnsureSpace(float height)
    {
        if (Remaining + 0.01f < height && Y > margin)
            NewPage();
        return this;
    }

    /// <summary>Adds a gap, except at the top of a page.</summary>
    public PageFlow Space(float height)
    {
        if (Y > margin)
            Y += height;
        return this;
    }

    public PageFlow Text(string text, TextStyle style)
    {
        for (var block = TextBlock.Create(text, style, Width); block.Lines.Count > 0; )
        {
            EnsureSpace(block.LineHeight);
            var (fitting, left) = block.SplitAt(Math.Max(Remaining, block.LineHeight));
            Page.Text(fitting, Left, Y);
            Y += fitting.Height;
            block = left;
        }
        return this;
    }

    public PageFlow Rule(Colour colour, float width = 0.75f)
    {
        EnsureSpace(width);
        Page.Line(Left, Y + width / 2, Left + Width, Y + width / 2, colour, width);
        Y += width;
        return this;
    }

    public PageFlow Draw(Drawing drawing, float width, float height)
    {
        EnsureSpace(height);
        Page.Draw(drawing, new Box(Left, Y, width, height));
        Y += height;
        return this;
    }

    public PageFlow Draw(Picture picture, float width, float height)
    {
        EnsureSpace(height);
        Page.Draw(picture, new Box(Left, Y, width, height));
        Y += height;
        return this;
    }

    /// <summary>Texts side by side with proportional widths; kept on one page.</summary>
    public PageFlow Columns(params (float Share, string Text, TextStyle Style)[] columns)
    {
        var table = new Table([.. columns.Select(c => new TableColumn("", c.Share))]) { Style = TableStyle.Bare };
        return Table(table.Row([.. columns.Select(c => new TableCell(c.Text, c.Style))]));
    }

    public PageFlow Table(Table table)
    {
        new TableLayout(this, table).Layout();
        return this;
    }

    /// <summary>The heading stays on the page of the table's first rows.</summary>
    public PageFlow Table(string heading, TextStyle style, Table table)
    {
        const float Gap = 2;
        var height = TextBlock.Create(heading, style, Width).Height + Gap;
        return EnsureSpace(height + new TableLayout(this, table).LeadHeight).Text(heading, style).Space(Gap).Table(table);
    }

    internal void Advance(float height) => Y += height;

    internal void Finish()
    {
        for (var i = 0; i < pages.Count; i++)
            footer?.Invoke(pages[i], i + 1, pages.Count);
    }

    internal bool FitsOnEmptyPage(float height) => height <= FullHeight;
}
