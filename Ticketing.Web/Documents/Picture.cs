using SkiaSharp;

namespace Ticketing.Documents;

/// <summary>A raster picture, such as an uploaded poster or a logo.</summary>
public sealed class Picture
{
    /// <summary>Larger pictures are refused: decoding one must not exhaust the memory.</summary>
    public const int MostPixels = 50_000_000;

    private readonly byte[] bytes;

    private Picture(byte[] bytes, int width, int height)
    {
        this.bytes = bytes;
        Width = width;
        Height = height;
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Null when the bytes are not a PNG, JPEG, WebP or GIF that can be decoded whole, or one with too many pixels.</summary>
    public static Picture? Read(byte[] bytes)
    {
        using var data = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.Info.IsEmpty || (long)codec.Info.Width * codec.Info.Height > MostPixels)
            return null;
        using var bitmap = new SKBitmap(codec.Info.Width, codec.Info.Height);
        return codec.GetPixels(bitmap.Info, bitmap.GetPixels()) == SKCodecResult.Success ? new(bytes, bitmap.Width, bitmap.Height) : null;
    }

    internal void Cover(SKCanvas canvas, Box box)
    {
        using var data = SKData.CreateCopy(bytes);
        using var image = SKImage.FromEncodedData(data);
        var scale = Math.Max(box.Width / Width, box.Height / Height);
        var (width, height) = (box.Width / scale, box.Height / scale);
        var part = SKRect.Create((Width - width) / 2, (Height - height) / 2, width, height);
        canvas.DrawImage(image, part, SKRect.Create(box.X, box.Y, box.Width, box.Height), new SKSamplingOptions(SKCubicResampler.Mitchell));
    }
}
