using SkiaSharp;

namespace Ticketing.Infrastructure.Documents.Images;

/// <summary>Decodes a picture to about the needed size, upright, in a bounded amount of memory.</summary>
internal sealed class BoundedDecoder(SKCodec codec, byte[] file, int neededEdge)
{
    public const long MaxBytes = 160_000_000;

    private const int BytesPerPixel = 4;
    private const int WebpChunkOffset = 12;
    private const int StripBytes = 32_000_000;

    private readonly SKSizeI size = codec.GetScaledDimensions(
        Math.Min(1f, neededEdge / (float)Math.Max(codec.Info.Width, codec.Info.Height))
    );

    private int Width => codec.Info.Width;

    private int Height => codec.Info.Height;

    /// <summary>Factor by which strips of rows are reduced as they are decoded; 1 if the picture is decoded at once.</summary>
    private int Reduction =>
        codec.EncodedFormat == SKEncodedImageFormat.Png
            ? Math.Max(1, Math.Min(Math.Max(Width, Height) / neededEdge, Math.Min(Width, Height) / UploadedImage.MinEdge))
            : 1;

    /// <summary>For the worst case of the format, with the copy that is turned upright and the smaller copies for scaling.</summary>
    public long RequiredBytes
    {
        get
        {
            var decoded =
                Reduction > 1
                    ? 2 * StripBytes + (long)(Width / Reduction) * (Height / Reduction) * BytesPerPixel
                    : (long)size.Width * size.Height * BytesPerPixel;
            var turned = codec.EncodedOrigin == SKEncodedOrigin.TopLeft ? 0 : decoded;
            return GetLibraryBytes() + decoded + Math.Max(decoded / 3, turned);
        }
    }

    /// <returns>Null if the picture is broken.</returns>
    public SKBitmap? Decode()
    {
        var bitmap = Reduction > 1 ? DecodeInStrips(Reduction) : DecodeAtOnce();
        if (bitmap is null || codec.EncodedOrigin == SKEncodedOrigin.TopLeft)
        {
            return bitmap;
        }

        using (bitmap)
        {
            bitmap.SetImmutable();
            return ApplyOrientation(bitmap, codec.EncodedOrigin);
        }
    }

    // What the libraries keep beside our bitmap.
    private long GetLibraryBytes() =>
        codec.EncodedFormat switch
        {
            // Interlaced pictures are decoded whole, with up to 16 bits a channel.
            SKEncodedImageFormat.Png when Reduction == 1 => (long)Width * Height * BytesPerPixel * 2,
            SKEncodedImageFormat.Webp when !IsLossyWebp => (long)Width * Height * BytesPerPixel,
            SKEncodedImageFormat.Jpeg => JpegHeader.GetCoefficientBytes(file),
            _ => 0,
        };

    // Others may be lossless, which is decoded whole before it is scaled.
    private bool IsLossyWebp => file.AsSpan(WebpChunkOffset).StartsWith("VP8 "u8);

    private static SKImageInfo GetInfo(int width, int height) =>
        new(width, height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb());

    private SKBitmap? DecodeAtOnce()
    {
        var bitmap = new SKBitmap(GetInfo(size.Width, size.Height));
        if (codec.GetPixels(bitmap.Info, bitmap.GetPixels()) == SKCodecResult.Success)
        {
            return bitmap;
        }

        bitmap.Dispose();
        return null;
    }

    private SKBitmap? DecodeInStrips(int reduction)
    {
        var rows = reduction * Math.Max(1, StripBytes / (Width * BytesPerPixel * reduction));
        using var strip = new SKBitmap(GetInfo(Width, rows));
        var reduced = new SKBitmap(GetInfo(Width / reduction, Height / reduction));
        using var canvas = new SKCanvas(reduced);
        canvas.Clear(SKColors.Transparent);
        for (var y = 0; y < Height; y += rows)
        {
            var count = Math.Min(rows, Height - y);
            if (!TryDecodeRows(strip, y, count))
            {
                reduced.Dispose();
                return null;
            }

            using var image = SKImage.FromPixels(strip.PeekPixels());
            var target = SKRect.Create(0, y / (float)reduction, Width / (float)reduction, count / (float)reduction);
            canvas.DrawImage(image, SKRect.Create(Width, count), target, UploadedImage.Smooth);
        }

        return reduced;
    }

    // PNG cannot be scaled while it is decoded. Each call starts again from the top, so strips are few and large.
    private bool TryDecodeRows(SKBitmap strip, int y, int count)
    {
        var options = new SKCodecOptions(new SKRectI(0, y, Width, y + count));
        return codec.StartIncrementalDecode(GetInfo(Width, Height), strip.GetPixels(), strip.RowBytes, options) == SKCodecResult.Success
            && codec.IncrementalDecode() == SKCodecResult.Success;
    }

    /// <summary>Applies the EXIF orientation.</summary>
    private static SKBitmap ApplyOrientation(SKBitmap stored, SKEncodedOrigin origin)
    {
        var (w, h) = ((float)stored.Width, (float)stored.Height);
        var turned = origin >= SKEncodedOrigin.LeftTop;
        var upright = new SKBitmap(stored.Info.WithSize(turned ? stored.Height : stored.Width, turned ? stored.Width : stored.Height));
        using var canvas = new SKCanvas(upright);
        canvas.SetMatrix(
            origin switch
            {
                SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, w, 0, 1, 0, 0, 0, 1),
                SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, w, 0, -1, h, 0, 0, 1),
                SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, h, 0, 0, 1),
                SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
                SKEncodedOrigin.RightTop => new SKMatrix(0, -1, h, 1, 0, 0, 0, 0, 1),
                SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, h, -1, 0, w, 0, 0, 1),
                SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, w, 0, 0, 1),
                _ => SKMatrix.Identity,
            }
        );
        canvas.DrawBitmap(stored, 0, 0);
        return upright;
    }
}
