using SkiaSharp;

namespace Ticketing.Documents.Drawings;

/// <summary>A vector picture that looks the same as SVG, as PNG and on a page.</summary>
/// <param name="Crisp">Edges lie on whole units and must not be smoothed on a screen.</param>
public sealed record Drawing(float Width, float Height, IReadOnlyList<Shape> Shapes, bool Crisp = false)
{
    /// <summary>A standalone SVG document that needs no font, script or style sheet.</summary>
    /// <param name="title">What the picture is, for those who do not see it.</param>
    public string ToSvg(string? title = null) => SvgWriter.Write(this, title);

    /// <summary>Renders the whole drawing, stretched to the given size in pixels.</summary>
    public byte[] ToPng(int width, int height)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul))
            ?? throw new ArgumentOutOfRangeException(nameof(width), $"A picture of {width} by {height} pixels cannot be made.");
        surface.Canvas.Clear(SKColors.Transparent);
        surface.Canvas.Scale(width / Width, height / Height);
        CanvasPainter.Paint(surface.Canvas, this);
        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }
}
