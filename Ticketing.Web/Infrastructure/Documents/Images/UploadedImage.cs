using SkiaSharp;

namespace Ticketing.Infrastructure.Documents.Images;

public enum UploadError
{
    /// <summary>Not PNG, JPEG or WebP, whatever its name says.</summary>
    UnknownFormat,
    TooManyPixels,
    TooSmall,
    Animated,

    /// <summary>Its format has to be decoded whole, which would take too much memory.</summary>
    TooMuchMemory,

    /// <summary>Begins like a picture but cannot be decoded whole.</summary>
    Broken,
}

public static class UploadErrorText
{
    /// <param name="purpose">Intended use: "posters".</param>
    public static string ToText(this UploadError error, string purpose, int minEdge) =>
        error switch
        {
            UploadError.UnknownFormat => T["This is not a PNG, JPEG or WebP picture. Other formats, SVG among them, are not taken."],
            UploadError.TooManyPixels => T[
                "The picture has more than 40 megapixels. Make it smaller: 2000 pixels on the longer side are plenty."
            ],
            UploadError.TooSmall => T["The picture is too small: both sides need {0} pixels at least.", minEdge],
            UploadError.TooMuchMemory => T[
                "The picture takes too much memory. Make it smaller: 2000 pixels on the longer side are plenty."
            ],
            UploadError.Animated => T["Moving pictures cannot be {0}. Save one frame of it.", purpose],
            _ => T["The picture is broken: it could not be read to its end."],
        };
}

/// <summary>
/// Only the pixels of an upload are used: no metadata, no trailing bytes, no other format that the file may be at the same time.
/// </summary>
public sealed class UploadedImage : IDisposable
{
    public const long MaxPixels = 40_000_000;
    public const int MinEdge = 200;

    internal static readonly SKSamplingOptions Smooth = new(SKFilterMode.Linear, SKMipmapMode.Linear);

    private const double MinVisibleContrast = 1.8;
    private const double MaxInvisibleShare = 0.15;

    private readonly SKImage image;

    private UploadedImage(SKImage image) => this.image = image;

    public int Width => image.Width;

    public int Height => image.Height;

    /// <summary>Checks the header before decoding, and decodes no larger than needed.</summary>
    /// <param name="neededEdge">In pixels.</param>
    /// <param name="minEdge">Minimum for both edges.</param>
    /// <param name="convert">The picture is disposed afterwards.</param>
    public static UploadResult<T> Read<T>(byte[] bytes, int neededEdge, int minEdge, Func<UploadedImage, T> convert)
    {
        using var data = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(data);
        if (
            codec is null
            || codec.EncodedFormat is not (SKEncodedImageFormat.Png or SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Webp)
        )
        {
            return new UploadResult<T>.Refused(UploadError.UnknownFormat);
        }

        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > MaxPixels)
        {
            return new UploadResult<T>.Refused(UploadError.TooManyPixels);
        }

        if (Math.Min(width, height) < minEdge)
        {
            return new UploadResult<T>.Refused(UploadError.TooSmall);
        }

        return codec.FrameCount > 1 ? new UploadResult<T>.Refused(UploadError.Animated) : Decode(codec, bytes, neededEdge, convert);
    }

    /// <summary>Never wider than the picture.</summary>
    public byte[] ToWebp(int width, int quality)
    {
        var scale = Math.Min(1f, width / (float)Width);
        using var surface = CreateSurface(Math.Max(1, (int)MathF.Round(Width * scale)), Math.Max(1, (int)MathF.Round(Height * scale)));
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.DrawImage(image, surface.Canvas.DeviceClipBounds, Smooth);
        return Encode(surface, SKEncodedImageFormat.Webp, quality);
    }

    /// <summary>As large as fits, never larger than the picture. Keeps transparency.</summary>
    public (byte[] Png, int Width, int Height) ToPng(int maxWidth, int maxHeight)
    {
        var scale = Math.Min(1f, Math.Min(maxWidth / (float)Width, maxHeight / (float)Height));
        var (width, height) = (Math.Max(1, (int)MathF.Round(Width * scale)), Math.Max(1, (int)MathF.Round(Height * scale)));
        using var surface = CreateSurface(width, height);
        surface.Canvas.Clear(SKColors.Transparent);
        surface.Canvas.DrawImage(image, surface.Canvas.DeviceClipBounds, Smooth);
        return (Encode(surface, SKEncodedImageFormat.Png, 100), width, height);
    }

    /// <summary>False for pictures without transparency.</summary>
    public bool IsHardToSeeOn(Colour background)
    {
        const int edge = 64;
        using var whole = SKBitmap.FromImage(image);
        using var small = whole.Resize(
            new SKImageInfo(edge, edge, SKColorType.Rgba8888, SKAlphaType.Unpremul, SKColorSpace.CreateSrgb()),
            Smooth
        );
        var shown = small.Pixels.Where(pixel => pixel.Alpha >= 128).ToList();
        return shown.Count < small.Pixels.Length * 0.98
            && shown.Count(pixel => new Colour(pixel.Red, pixel.Green, pixel.Blue).ContrastWith(background) < MinVisibleContrast)
                > shown.Count * MaxInvisibleShare;
    }

    /// <summary>Exactly this size: the whole picture on a blurred enlargement of itself.</summary>
    public byte[] ToFramedPng(int width, int height) => ToFramed(width, height, SKEncodedImageFormat.Png, 100);

    /// <summary>The same as a photograph, which takes less space.</summary>
    public byte[] ToFramedJpeg(int width, int height, int quality) => ToFramed(width, height, SKEncodedImageFormat.Jpeg, quality);

    private byte[] ToFramed(int width, int height, SKEncodedImageFormat format, int quality)
    {
        using var surface = CreateSurface(width, height);
        surface.Canvas.Clear(SKColors.White);
        using (
            var dim = new SKPaint
            {
                ImageFilter = SKImageFilter.CreateBlur(40, 40),
                ColorFilter = SKColorFilter.CreateLighting(new SKColor(150, 150, 150), SKColors.Black),
            }
        )
        {
            surface.Canvas.DrawImage(image, FitRectangle(width, height, Math.Max), Smooth, dim);
        }

        surface.Canvas.DrawImage(image, FitRectangle(width, height, Math.Min), Smooth);
        return Encode(surface, format, quality);
    }

    public void Dispose() => image.Dispose();

    private static UploadResult<T> Decode<T>(SKCodec codec, byte[] file, int neededEdge, Func<UploadedImage, T> convert)
    {
        var decoder = new BoundedDecoder(codec, file, neededEdge);
        if (decoder.RequiredBytes > BoundedDecoder.MaxBytes)
        {
            return new UploadResult<T>.Refused(UploadError.TooMuchMemory);
        }

        using var bitmap = decoder.Decode();
        if (bitmap is null)
        {
            return new UploadResult<T>.Refused(UploadError.Broken);
        }

        // Otherwise the picture would be a copy.
        bitmap.SetImmutable();
        using var picture = new UploadedImage(SKImage.FromBitmap(bitmap));
        return new UploadResult<T>.Accepted(convert(picture));
    }

    private SKRect FitRectangle(int width, int height, Func<float, float, float> choose)
    {
        var scale = choose(width / (float)Width, height / (float)Height);
        var (w, h) = (Width * scale, Height * scale);
        return SKRect.Create((width - w) / 2, (height - h) / 2, w, h);
    }

    private static SKSurface CreateSurface(int width, int height) =>
        SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb()))
        ?? throw new ArgumentOutOfRangeException(nameof(width), $"A picture of {width} by {height} pixels cannot be made.");

    private static byte[] Encode(SKSurface surface, SKEncodedImageFormat format, int quality)
    {
        using var snapshot = surface.Snapshot();
        using var encoded = snapshot.Encode(format, quality);
        return encoded.ToArray();
    }
}
