using SkiaSharp;
using Ticketing.Infrastructure.Documents.Drawings;
using Ticketing.Infrastructure.Documents.Images;
using Ticketing.Infrastructure.Documents.Typesetting;

namespace Ticketing.Infrastructure.Documents.Pdf;

/// <summary>The origin is the top left corner, or the top right one if the page starts there; the unit is a point.</summary>
public sealed class PdfPage
{
    private readonly List<Action<SKCanvas, PdfResources>> drawCommands = [];
    private readonly List<TextBlock> texts = [];

    internal PdfPage(PageSize size) => Size = size;

    public PageSize Size { get; }

    /// <inheritdoc cref="PdfDocument.RightToLeft"/>
    public bool RightToLeft { get; init; }

    internal IEnumerable<TextBlock> Texts => texts;

    /// <returns>The area covered.</returns>
    public Box Text(string text, TextStyle style, float x, float y, float width) => Text(TextBlock.Create(text, style, width), x, y);

    public Box Text(TextBlock block, float x, float y)
    {
        texts.Add(block);
        var left = GetLeft(x, block.MaxWidth);
        drawCommands.Add((canvas, resources) => TextPainter.Paint(canvas, block, left, y, resources));
        return new(x, y, block.MaxWidth, block.Height);
    }

    /// <summary>Centred in the box, as large as its proportions allow.</summary>
    public PdfPage Draw(Drawing drawing, Box box)
    {
        box = Place(box);
        var scale = Math.Min(box.Width / drawing.Width, box.Height / drawing.Height);
        drawCommands.Add(
            (canvas, _) =>
            {
                canvas.Save();
                canvas.Translate(box.X + (box.Width - drawing.Width * scale) / 2, box.Y + (box.Height - drawing.Height * scale) / 2);
                canvas.Scale(scale);
                CanvasPainter.Paint(canvas, drawing, compact: true);
                canvas.Restore();
            }
        );
        return this;
    }

    /// <summary>Covers the box, cropping the excess.</summary>
    public PdfPage Draw(Picture picture, Box box)
    {
        box = Place(box);
        drawCommands.Add((canvas, resources) => picture.Cover(canvas, resources.GetImage(picture), box));
        return this;
    }

    /// <param name="window">In user units of the box; nothing outside it is painted.</param>
    public PdfPage Draw(Picture picture, Box box, Shape window)
    {
        box = Place(box);
        drawCommands.Add(
            (canvas, resources) =>
            {
                canvas.Save();
                canvas.Translate(box.X, box.Y);
                CanvasPainter.Clip(canvas, window);
                picture.Cover(canvas, resources.GetImage(picture), new Box(0, 0, box.Width, box.Height));
                canvas.Restore();
            }
        );
        return this;
    }

    public PdfPage Qr(QrCode code, Box box) => Draw(code.ToDrawing(), box);

    public PdfPage Fill(Box box, Colour colour, float radius = 0) => Draw(box, Ink.Filled(colour), radius);

    public PdfPage Frame(Box box, Colour colour, float width = 0.75f, float radius = 0) => Draw(box, Ink.Stroked(colour, width), radius);

    /// <param name="dash">Length of dashes and gaps; 0 for a solid line.</param>
    public PdfPage Line(float x1, float y1, float x2, float y2, Colour colour, float width = 0.75f, float dash = 0)
    {
        drawCommands.Add(
            (canvas, _) =>
            {
                using var effect = dash > 0 ? SKPathEffect.CreateDash([dash, dash], 0) : null;
                using var paint = new SKPaint
                {
                    Color = CanvasPainter.ToSkia(colour),
                    Style = SKPaintStyle.Stroke,
                    StrokeWidth = width,
                    PathEffect = effect,
                };
                canvas.DrawLine(GetLeft(x1, 0), y1, GetLeft(x2, 0), y2, paint);
            }
        );
        return this;
    }

    internal void Paint(SKCanvas canvas, PdfResources resources) => drawCommands.ForEach(draw => draw(canvas, resources));

    private PdfPage Draw(Box box, Ink ink, float radius) =>
        Draw(new Drawing(Size.Width, Size.Height, [new Shape.Rectangle(Place(box), ink, radius)]), new Box(0, 0, Size.Width, Size.Height));

    private Box Place(Box box) => box with { X = GetLeft(box.X, box.Width) };

    private float GetLeft(float x, float width) => RightToLeft ? Size.Width - x - width : x;
}
