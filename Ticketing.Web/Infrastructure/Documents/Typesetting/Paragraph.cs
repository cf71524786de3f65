namespace Ticketing.Infrastructure.Documents.Typesetting;

internal sealed class Paragraph
{
    private readonly TextStyle style;
    private readonly int[] levels;
    private readonly IReadOnlyList<TextItem> items;

    public Paragraph(string text, TextStyle style)
    {
        Text = text;
        this.style = style;
        RightToLeft = Bidi.StartsRightToLeft(text);
        levels = Bidi.Levels(text, RightToLeft);
        items = TextItem.Itemize(text, levels, style.Face);
    }

    public string Text { get; }

    public bool RightToLeft { get; }

    /// <summary>Width of a part, shaped on its own.</summary>
    public float MeasureWidth(int start, int end) => Runs(start, end).Sum(run => run.Width);

    /// <summary>Runs of one line in reading order, each with its distance from the left edge.</summary>
    public IReadOnlyList<PositionedRun> Line(int start, int end)
    {
        var runs = Runs(start, end).ToArray();
        var x = 0f;
        var left = new float[runs.Length];
        foreach (var index in Bidi.VisualOrder([.. runs.Select(run => run.Item.Level)]))
        {
            left[index] = x;
            x += runs[index].Width;
        }
        return [.. runs.Select((run, i) => new PositionedRun(run, left[i]))];
    }

    private IEnumerable<GlyphRun> Runs(int start, int end) =>
        items.Where(item => item.Start < end && item.End > start).Select(item => GlyphRun.Shape(Text, item.Within(start, end), style));
}

internal readonly record struct PositionedRun(GlyphRun Run, float X);
