using SkiaSharp;

namespace Ticketing.Infrastructure.Documents.Images;

public sealed class Picture
{
    /// <summary>Limits the memory needed to decode one picture.</summary>
    public const int MaxPixels = 50_000_000;

    private readonly byte[] bytes;

    private Picture(byte[] bytes, int width, int height)
    {
        this.bytes = bytes;
        Width = width;
        Height = height;
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Returns null unless the bytes are a complete PNG, JPEG, WebP or GIF of at most <see cref="MaxPixels"/>.</summary>
    public static Picture? Read(byte[] bytes)
    {
        using var data = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.Info.IsEmpty || (long)codec.Info.Width * codec.Info.Height > MaxPixels)
            return null;
        using var bitmap = new SKBitmap(codec.Info.Width, codec.Info.Height);
        return codec.GetPixels(bitmap.Info, bitmap.GetPixels()) == SKCodecResult.Success ? new(bytes, bitmap.Width, bitmap.Height) : null;
    }

    /// <summary>The caller disposes it.</summary>
    internal SKImage Decode()
    {
        using var data = SKData.CreateCopy(bytes);
        return SKImage.FromEncodedData(data);
    }

    internal void Cover(SKCanvas canvas, SKImage image, Box box)
    {
        var scale = Math.Max(box.Width / Width, box.Height / Height);
        var (width, height) = (box.Width / scale, box.Height / scale);
        var part = SKRect.Create((Width - width) / 2, (Height - height) / 2, width, height);
        canvas.DrawImage(image, part, SKRect.Create(box.X, box.Y, box.Width, box.Height), new SKSamplingOptions(SKCubicResampler.Mitchell));
    }
}
