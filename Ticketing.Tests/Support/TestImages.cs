using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using SkiaSharp;

namespace Ticketing.Tests.Support;

/// <summary>Valid and malicious images. The upper left quarter is red, the rest blue.</summary>
internal static class TestImages
{
    /// <summary>A red CMYK JPEG of 200 × 250, deflated; no library here can write one.</summary>
    private const string CmykJpegDeflated =
        "eNr7f+P/OwY+x5T8pFSGFAYQ+H+bwZmBg42NnY2Vg52dnZOTg4tHhJeHm5tHUkiYX0RWSl5OVkpGRkFFT11BSUdZRkbDXFPHwNDExERe3dLWwshGz9jE6P8B"
        + "BhEOhl8MJ1icBRl8BRkiBRm8BRn+H2GQZ2BgZGUEAwYoYGRiZmFlY+fg5OIGKtgqwMDEyMzMxMLMysrCApStBcozsAiyCikaOrIJByayKxWKGDVOXMih7LTx"
        + "oGjQxQ8qxklFTZxcYuISklKqauoamlompmbmFpZWzi6ubu4enl7BIaFh4RGRUckpqWnpGZlZxSWlZeUVlVXNLa1t7R2dXZMmT5k6bfqMmbMWLV6ydNnyFStX"
        + "bdq8Zeu27Tt27jp0+MjRY8dPnDx16fKVq9eu37h56+Gjx0+ePnv+4uWrj58+f/n67fuPn7/+32LgY3Fm8GWIZPBmYLBn+P7r57999evrF3VpjKJRNIpG0Sga"
        + "RaNoFI0iaqH1/28CAED7muQ=";

    public static byte[] Png(int width = 400, int height = 500) => Encode(width, height, SKEncodedImageFormat.Png);

    public static byte[] Jpeg(int width = 400, int height = 500) => Encode(width, height, SKEncodedImageFormat.Jpeg);

    public static byte[] Webp(int width = 400, int height = 500) => Encode(width, height, SKEncodedImageFormat.Webp);

    public static byte[] LosslessWebp(int width, int height) => Encode(width, height, SKEncodedImageFormat.Webp, quality: 100);

    /// <summary>On a transparent background, like a logo.</summary>
    public static byte[] Bar(int width, int height, SKColor colour)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        surface.Canvas.Clear(SKColors.Transparent);
        using var paint = new SKPaint { Color = colour };
        surface.Canvas.DrawRect(width / 8f, height / 4f, width * 0.75f, height / 2f, paint);
        using var snapshot = surface.Snapshot();
        using var encoded = snapshot.Encode(SKEncodedImageFormat.Png, 100);
        return encoded.ToArray();
    }

    public static byte[] CmykJpeg()
    {
        using var inflated = new ZLibStream(new MemoryStream(Convert.FromBase64String(CmykJpegDeflated)), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        inflated.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>Compresses as badly as a detailed photograph.</summary>
    public static byte[] NoisyJpeg(int width, int height)
    {
        using var picture = SKBitmap.Decode(Jpeg(width, height));
        var random = new Random(1);
        var pixels = picture.Pixels;
        for (var i = 0; i < pixels.Length; i++)
        {
            var noise = random.Next(90);
            pixels[i] = new SKColor((byte)Math.Max(0, pixels[i].Red - noise), (byte)noise, (byte)Math.Max(0, pixels[i].Blue - noise));
        }

        picture.Pixels = pixels;
        using var encoded = picture.Encode(SKEncodedImageFormat.Jpeg, 90);
        return encoded.ToArray();
    }

    /// <summary>Stored sideways, with an EXIF rotation and the secret in its metadata.</summary>
    public static byte[] RotatedJpeg(string secret)
    {
        var exif = new List<byte>(Encoding.ASCII.GetBytes("Exif\0\0MM\0*\0\0\0\b"));
        exif.AddRange([0, 2]);
        exif.AddRange([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]);
        exif.AddRange([0x01, 0x0E, 0, 2, 0, 0, 0, (byte)(secret.Length + 1), 0, 0, 0, 38, 0, 0, 0, 0]);
        exif.AddRange(Encoding.ASCII.GetBytes(secret + "\0"));
        var jpeg = Jpeg(500, 400);
        return [.. jpeg[..2], 0xFF, 0xE1, .. BigEndian16(exif.Count + 2), .. exif, .. jpeg[2..]];
    }

    /// <summary>A polyglot: the page is in a text chunk and after the end.</summary>
    public static byte[] PngWithHtml(string page)
    {
        var png = Png();
        return
        [
            .. png[..33],
            .. Chunk("tEXt", Encoding.ASCII.GetBytes("Comment\0" + page)),
            .. png[33..],
            .. Encoding.ASCII.GetBytes(page),
        ];
    }

    /// <summary>Claims many pixels in a few bytes.</summary>
    public static byte[] PngBomb(int width, int height)
    {
        byte[] header = [.. BigEndian32(width), .. BigEndian32(height), 8, 6, 0, 0, 0];
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(new byte[64 * 1024]);
        }

        return [0x89, .. "PNG\r\n\x1A\n"u8, .. Chunk("IHDR", header), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    /// <summary>One bit per pixel, all black: many pixels in few bytes, and all of them are there.</summary>
    public static byte[] FlatPng(int width, int height, bool isInterlaced)
    {
        byte[] header = [.. BigEndian32(width), .. BigEndian32(height), 1, 0, 0, 0, isInterlaced ? (byte)1 : (byte)0];
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            // The seven passes of an interlaced picture have more rows, but never twice the bytes.
            zlib.Write(new byte[(width / 8 + 2) * height * (isInterlaced ? 2 : 1)]);
        }

        return [0x89, .. "PNG\r\n\x1A\n"u8, .. Chunk("IHDR", header), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    /// <summary>Two frames.</summary>
    public static byte[] AnimatedWebp()
    {
        var still = Webp()[12..];
        byte[] frame = [0, 0, 0, 0, 0, 0, .. LittleEndian24(399), .. LittleEndian24(499), .. LittleEndian24(100), 0, .. still];
        byte[] body =
        [
            .. "WEBP"u8,
            .. RiffChunk("VP8X", [2, 0, 0, 0, .. LittleEndian24(399), .. LittleEndian24(499)]),
            .. RiffChunk("ANIM", [0, 0, 0, 0, 0, 0]),
            .. RiffChunk("ANMF", frame),
            .. RiffChunk("ANMF", frame),
        ];
        return RiffChunk("RIFF", body);
    }

    /// <summary>Position in percent of width and height.</summary>
    public static SKColor ColourAt(byte[] picture, int x, int y)
    {
        using var bitmap = SKBitmap.Decode(picture);
        return bitmap.GetPixel(bitmap.Width * x / 100, bitmap.Height * y / 100);
    }

    private static byte[] Encode(int width, int height, SKEncodedImageFormat format, int quality = 90)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        surface.Canvas.Clear(SKColors.Blue);
        using var red = new SKPaint { Color = SKColors.Red };
        surface.Canvas.DrawRect(0, 0, width / 2f, height / 2f, red);
        using var image = surface.Snapshot();
        using var data = image.Encode(format, quality);
        return data.ToArray();
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. data];
        return [.. BigEndian32(data.Length), .. named, .. BigEndian32((int)Crc(named))];
    }

    private static byte[] RiffChunk(string type, byte[] data)
    {
        var size = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(size, data.Length);
        return [.. Encoding.ASCII.GetBytes(type), .. size, .. data, .. data.Length % 2 == 0 ? Array.Empty<byte>() : [0]];
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320u : crc >> 1;
            }
        }

        return ~crc;
    }

    private static byte[] BigEndian32(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] BigEndian16(int number) => [(byte)(number >> 8), (byte)number];

    private static byte[] LittleEndian24(int number) => [(byte)number, (byte)(number >> 8), (byte)(number >> 16)];
}
