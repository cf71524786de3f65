using System.Diagnostics;
using SkiaSharp;

namespace Ticketing.Infrastructure.Documents.Drawings;

internal static class CanvasPainter
{
    /// <param name="compact">For a file that writes the shapes out: with rounded coordinates.</param>
    public static void Paint(SKCanvas canvas, Drawing drawing, bool compact = false)
    {
        canvas.Save();
        canvas.ClipRect(SKRect.Create(drawing.Width, drawing.Height));
        Paint(canvas, drawing.Shapes, new(Smooth: !drawing.Crisp, compact));
        canvas.Restore();
    }

    public static SKColor ToSkia(Colour colour) => new(colour.Red, colour.Green, colour.Blue);

    private static void Paint(SKCanvas canvas, IEnumerable<Shape> shapes, Manner manner)
    {
        foreach (var shape in shapes)
            if (shape is Shape.Clipped clipped)
                PaintClipped(canvas, clipped, manner);
            else
                PaintOne(canvas, shape, manner);
    }

    public static void Clip(SKCanvas canvas, Shape window, bool smooth = true)
    {
        using var path = GetPath(window);
        canvas.ClipPath(path, SKClipOperation.Intersect, smooth);
    }

    private static void PaintClipped(SKCanvas canvas, Shape.Clipped clipped, Manner manner)
    {
        canvas.Save();
        Clip(canvas, clipped.Window, manner.Smooth);
        Paint(canvas, clipped.Parts, manner);
        canvas.Restore();
    }

    private static void PaintOne(SKCanvas canvas, Shape shape, Manner manner)
    {
        var ink = GetInk(shape);
        using var exact = GetPath(shape);
        using var path = manner.Compact ? CompactPath.Create(exact) : new SKPath(exact);
        using var paint = new SKPaint { IsAntialias = manner.Smooth };
        if (ink.Fill is { } fill)
        {
            paint.Color = ToSkia(fill);
            canvas.DrawPath(path, paint);
        }
        if (ink.Stroke is not { } stroke)
            return;
        paint.Style = SKPaintStyle.Stroke;
        paint.StrokeWidth = ink.Width;
        paint.StrokeCap = SKStrokeCap.Round;
        paint.StrokeJoin = SKStrokeJoin.Round;
        paint.Color = ToSkia(stroke);
        canvas.DrawPath(path, paint);
    }

    private static Ink GetInk(Shape shape) =>
        shape switch
        {
            Shape.Rectangle rectangle => rectangle.Ink,
            Shape.Disc disc => disc.Ink,
            Shape.Outline outline => outline.Ink,
            _ => throw new UnreachableException(),
        };

    private static SKPath ReadPath(Shape.Outline outline)
    {
        var path =
            SKPath.ParseSvgPathData(outline.Data)
            ?? throw new FormatException($"Not SVG path data: {outline.Data[..Math.Min(60, outline.Data.Length)]}");
        path.Transform(SKMatrix.CreateScale(outline.Unit, outline.Unit));
        return path;
    }

    private static SKPath GetPath(Shape shape)
    {
        if (shape is Shape.Outline outline)
            return ReadPath(outline);
        var path = new SKPath();
        switch (shape)
        {
            case Shape.Rectangle(var box, _, var radius):
                path.AddRoundRect(SKRect.Create(box.X, box.Y, box.Width, box.Height), radius, radius);
                break;
            case Shape.Disc disc:
                path.AddCircle(disc.X, disc.Y, disc.Radius);
                break;
            default:
                throw new NotSupportedException("A clip window must be a single shape.");
        }
        return path;
    }

    private readonly record struct Manner(bool Smooth, bool Compact);
}
