using SkiaSharp;

namespace Ticketing.Infrastructure.Documents.Drawings;

/// <summary>Looks the same as SVG, PNG and PDF.</summary>
/// <param name="Crisp">Edges lie on whole units and are not anti-aliased.</param>
public sealed record Drawing(float Width, float Height, IReadOnlyList<Shape> Shapes, bool Crisp = false)
{
    /// <summary>Standalone: no fonts, scripts or style sheets.</summary>
    public string ToSvg(string? title = null) => SvgWriter.Write(this, title);

    /// <summary>Stretched to the given size in pixels.</summary>
    public byte[] ToPng(int width, int height)
    {
        using var surface =
            SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul))
            ?? throw new ArgumentOutOfRangeException(nameof(width), $"A picture of {width} by {height} pixels cannot be made.");
        surface.Canvas.Clear(SKColors.Transparent);
        surface.Canvas.Scale(width / Width, height / Height);
        CanvasPainter.Paint(surface.Canvas, this);
        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }
}
