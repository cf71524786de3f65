using SkiaSharp;
using Ticketing.Documents.Drawings;
using Ticketing.Documents.Typesetting;

namespace Ticketing.Documents.Pdf;

/// <summary>The origin is the top left corner, the unit a point.</summary>
public sealed class Page
{
    private readonly List<Action<SKCanvas>> strokes = [];

    internal Page(Paper paper) => Paper = paper;

    public Paper Paper { get; }

    /// <returns>The area covered.</returns>
    public Box Text(string text, TextStyle style, float x, float y, float width) =>
        Text(TextBlock.Set(text, style, width), x, y);

    public Box Text(TextBlock block, float x, float y)
    {
        strokes.Add(canvas => TextPainter.Paint(canvas, block, x, y));
        return new(x, y, block.Measure, block.Height);
    }

    /// <summary>Centred in the box, as large as its proportions allow.</summary>
    public Page Draw(Drawing drawing, Box box)
    {
        var scale = Math.Min(box.Width / drawing.Width, box.Height / drawing.Height);
        strokes.Add(canvas =>
        {
            canvas.Save();
            canvas.Translate(box.X + (box.Width - drawing.Width * scale) / 2, box.Y + (box.Height - drawing.Height * scale) / 2);
            canvas.Scale(scale);
            CanvasPainter.Paint(canvas, drawing);
            canvas.Restore();
        });
        return this;
    }

    /// <summary>Covers the box, cropping the excess.</summary>
    public Page Draw(Picture picture, Box box)
    {
        strokes.Add(canvas => picture.Cover(canvas, box));
        return this;
    }

    public Page Qr(QrCode code, Box box) => Draw(code.ToDrawing(), box);

    public Page Fill(Box box, Colour colour, float radius = 0) =>
        Draw(box, Ink.Filled(colour), radius);

    public Page Frame(Box box, Colour colour, float width = 0.75f, float radius = 0) =>
        Draw(box, Ink.Stroked(colour, width), radius);

    /// <param name="dash">Length of dashes and gaps; 0 for a solid line.</param>
    public Page Line(float x1, float y1, float x2, float y2, Colour colour, float width = 0.75f, float dash = 0)
    {
        strokes.Add(canvas =>
        {
            using var effect = dash > 0 ? SKPathEffect.CreateDash([dash, dash], 0) : null;
            using var paint = new SKPaint { Color = CanvasPainter.Skia(colour), Style = SKPaintStyle.Stroke, StrokeWidth = width, PathEffect = effect };
            canvas.DrawLine(x1, y1, x2, y2, paint);
        });
        return this;
    }

    internal void Paint(SKCanvas canvas) => strokes.ForEach(stroke => stroke(canvas));

    private Page Draw(Box box, Ink ink, float radius) =>
        Draw(new Drawing(Paper.Width, Paper.Height, [new Shape.Rectangle(box, ink, radius)]), new Box(0, 0, Paper.Width, Paper.Height));
}
