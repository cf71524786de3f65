using Ticketing.Infrastructure.Documents.Typesetting;

namespace Ticketing.Infrastructure.Documents;

/// <summary>Text wrapped to a width, shaped and in visual order, never truncated.</summary>
public sealed class TextBlock
{
    private TextBlock(TextStyle style, float maxWidth, IReadOnlyList<TextLine> lines, float lineHeight, bool rightToLeft)
    {
        Style = style;
        MaxWidth = maxWidth;
        Lines = lines;
        LineHeight = lineHeight;
        RightToLeft = rightToLeft;
    }

    public TextStyle Style { get; }

    public float MaxWidth { get; }

    public IReadOnlyList<TextLine> Lines { get; }

    /// <summary>Direction of the first paragraph.</summary>
    public bool RightToLeft { get; }

    public float LineHeight { get; }

    public float Height => Lines.Count * LineHeight;

    public float Width => Lines.Count == 0 ? 0 : Lines.Max(line => line.Width);

    public bool BreaksWords => Lines.Any(line => line.BreaksWord);

    /// <summary>From the top of a line to its baseline.</summary>
    internal float Baseline
    {
        get
        {
            var font = FontCollection.GetMain(Style.Face);
            return (LineHeight + (font.Ascent - font.Descent) * Style.Size) / 2;
        }
    }

    /// <param name="text">Line breaks make paragraphs; control characters are dropped.</param>
    /// <param name="maxWidth">Width to fill, in the unit of the style's size.</param>
    public static TextBlock Create(string text, TextStyle style, float maxWidth)
    {
        var paragraphs = TextSanitizer.SplitParagraphs(text).Select(p => new Paragraph(p, style)).ToArray();
        var lines = paragraphs.SelectMany(p => LineBreaker.Break(p, maxWidth).Select(span => CreateLine(p, span, style.Align, maxWidth)));
        var lineHeight = style.Size * Math.Max(style.LineHeight, paragraphs.Max(p => p.MinLineHeight));
        return new(style, maxWidth, [.. lines], lineHeight, paragraphs[0].RightToLeft);
    }

    /// <summary>Width without wrapping.</summary>
    public static float MeasureWidth(string text, TextStyle style) => Create(text, style, float.MaxValue / 4).Width;

    /// <summary>Direction of the first letter that has one.</summary>
    public static bool ReadsRightToLeft(string text) => Bidi.StartsRightToLeft(text);

    /// <summary>A name, number or code inside a sentence, which may read in the other direction.</summary>
    public static string Isolate(string text) => BidiIsolates.FirstStrong + text + BidiIsolates.End;

    /// <summary>Splits the lines in two blocks: the first holds as many as fit the height.</summary>
    public (TextBlock Fitting, TextBlock Left) SplitAt(float height)
    {
        var count = Math.Clamp((int)((height + 0.01f) / LineHeight), 0, Lines.Count);
        return (WithLines([.. Lines.Take(count)]), WithLines([.. Lines.Skip(count)]));
    }

    private TextBlock WithLines(IReadOnlyList<TextLine> lines) => new(Style, MaxWidth, lines, LineHeight, RightToLeft);

    private static TextLine CreateLine(Paragraph paragraph, LineSpan span, Align align, float maxWidth)
    {
        var runs = paragraph.Line(span.Start, span.End);
        var width = runs.Sum(run => run.Run.Width);
        var x = (align, paragraph.RightToLeft) switch
        {
            (Align.Centre, _) => (maxWidth - width) / 2,
            (Align.Start, true) or (Align.End, false) or (Align.Right, _) => maxWidth - width,
            _ => 0,
        };
        return new(paragraph.Text[span.Start..span.End], runs, x, width, span.BreaksWord);
    }
}
