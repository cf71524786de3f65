namespace Ticketing.Infrastructure.Documents.Typesetting;

internal sealed class Paragraph
{
    private readonly TextStyle style;
    private readonly IReadOnlyList<TextItem> items;

    /// <summary>Ascenders and descenders of these scripts would touch at the line height of a Latin headline.</summary>
    private const float TallScriptLineHeight = 1.3f;

    public Paragraph(string text, TextStyle style)
    {
        this.style = style;
        RightToLeft = style.Direction switch
        {
            TextDirection.Auto => Bidi.StartsRightToLeft(text),
            TextDirection.RightToLeftIfAny => Bidi.ContainsRightToLeft(text),
            _ => style.Direction is TextDirection.RightToLeft,
        };
        var levels = Bidi.Levels(text, RightToLeft);
        // Isolates have done their work.
        Text = string.Concat(text.Where(c => !Bidi.IsIsolate(c)));
        items = TextItem.Itemize(Text, [.. levels.Where((_, i) => !Bidi.IsIsolate(text[i]))], style.Face);
    }

    /// <summary>In ems; 0 for scripts that any line height suits.</summary>
    public float MinLineHeight => items.Any(item => Scripts.IsTall(item.Script)) ? TallScriptLineHeight : 0;

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
