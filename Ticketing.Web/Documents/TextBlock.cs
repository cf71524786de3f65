using Ticketing.Documents.Typesetting;

namespace Ticketing.Documents;

/// <summary>Text wrapped to a width, shaped and in visual order, never truncated.</summary>
public sealed class TextBlock
{
    private TextBlock(TextStyle style, float measure, IReadOnlyList<TextLine> lines, bool rightToLeft)
    {
        Style = style;
        Measure = measure;
        Lines = lines;
        RightToLeft = rightToLeft;
    }

    public TextStyle Style { get; }

    public float Measure { get; }

    public IReadOnlyList<TextLine> Lines { get; }

    /// <summary>Direction of the first paragraph.</summary>
    public bool RightToLeft { get; }

    public float LineHeight => Style.Size * Style.LineHeight;

    public float Height => Lines.Count * LineHeight;

    public float Width => Lines.Count == 0 ? 0 : Lines.Max(line => line.Width);

    public bool CutsWords => Lines.Any(line => line.CutsWord);

    /// <summary>From the top of a line to its baseline.</summary>
    internal float Baseline
    {
        get
        {
            var font = FontShelf.For(Style.Face)[0].Value;
            return (LineHeight + (font.Ascent - font.Descent) * Style.Size) / 2;
        }
    }

    /// <param name="text">Line breaks make paragraphs; control characters are dropped.</param>
    /// <param name="measure">Width to fill, in the unit of the style's size.</param>
    public static TextBlock Set(string text, TextStyle style, float measure)
    {
        var paragraphs = PlainText.Paragraphs(text).Select(p => new Paragraph(p, style)).ToArray();
        var lines = paragraphs.SelectMany(p => LineBreaker.Break(p, measure).Select(span => SetLine(p, span, style.Align, measure)));
        return new(style, measure, [.. lines], paragraphs[0].RightToLeft);
    }

    /// <summary>Width without wrapping.</summary>
    public static float WidthOf(string text, TextStyle style) => Set(text, style, float.MaxValue / 4).Width;

    /// <summary>Direction of the first letter that has one.</summary>
    public static bool ReadsRightToLeft(string text) => Bidi.StartsRightToLeft(text);

    /// <summary>Splits the lines in two blocks: the first holds as many as fit the height.</summary>
    public (TextBlock Fitting, TextBlock Left) SplitAt(float height)
    {
        var count = Math.Clamp((int)((height + 0.01f) / LineHeight), 0, Lines.Count);
        return (With([.. Lines.Take(count)]), With([.. Lines.Skip(count)]));
    }

    private TextBlock With(IReadOnlyList<TextLine> lines) => new(Style, Measure, lines, RightToLeft);

    private static TextLine SetLine(Paragraph paragraph, LineSpan span, Align align, float measure)
    {
        var runs = paragraph.Line(span.Start, span.End);
        var width = runs.Sum(run => run.Run.Width);
        var x = (align, paragraph.RightToLeft) switch
        {
            (Align.Centre, _) => (measure - width) / 2,
            (Align.Start, true) or (Align.End, false) => measure - width,
            _ => 0,
        };
        return new(paragraph.Text[span.Start..span.End], runs, x, width, span.CutsWord);
    }
}
