using System.Globalization;
using SkiaSharp;
using Ticketing.Infrastructure.Documents.Images;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Documents;

public sealed class PictureMemoryTests(ITestOutputHelper log)
{
    private const long MaxBytes = 160_000_000;

    [Theory]
    [InlineData("flat png", "Accepted")]
    [InlineData("interlaced png", "Accepted")]
    [InlineData("jpeg", "Accepted")]
    [InlineData("webp", "Accepted")]
    [InlineData("lossless webp", nameof(UploadError.TooMuchMemory))]
    public async Task Forty_megapixels_take_at_most_160_MB(string kind, string expected)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, CreateFile(kind), TestContext.Current.CancellationToken);
            var run = await TicketingProcess.RunAsync(
                "dotnet",
                [Path.Combine(AppContext.BaseDirectory, "Ticketing.Tests.dll"), PictureMemoryProgram.Command, file],
                AppContext.BaseDirectory,
                []
            );
            var words = run.Output.Split(' ');
            log.WriteLine($"{kind}, {new FileInfo(file).Length} bytes: {run.Output}{run.Errors}");
            Assert.Equal(expected, words[0]);
            Assert.InRange(long.Parse(words[1], CultureInfo.InvariantCulture), 0, MaxBytes);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_large_png_that_is_reduced_in_strips_looks_the_same()
    {
        using var whole = SKBitmap.Decode(Reduce(TestImages.Png(2000, 2500), 2400));
        using var strips = SKBitmap.Decode(Reduce(TestImages.Png(6000, 6500), 2400));
        foreach (var (x, y) in new[] { (10, 10), (45, 45), (55, 45), (45, 55), (90, 90) })
        {
            Assert.Equal(
                whole.GetPixel(whole.Width * x / 100, whole.Height * y / 100),
                strips.GetPixel(strips.Width * x / 100, strips.Height * y / 100)
            );
        }
    }

    [Fact]
    public void Memory_for_progressive_jpegs_is_read_from_their_header()
    {
        byte[] start = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 1];
        byte[] frame = [0, 17, 8, 0x18, 0, 0x18, 0, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
        Assert.Equal(0x1800L * 0x1800 * 2 * 6 / 4, JpegHeader.GetCoefficientBytes([.. start, 0xFF, 0xC2, .. frame]));
        Assert.Equal(0, JpegHeader.GetCoefficientBytes([.. start, 0xFF, 0xC0, .. frame]));
        Assert.Equal(0, JpegHeader.GetCoefficientBytes(TestImages.Jpeg()));
        Assert.Equal(0, JpegHeader.GetCoefficientBytes([0xFF, 0xD8, 0xFF]));
    }

    private static byte[] Reduce(byte[] picture, int neededEdge) =>
        Assert
            .IsType<UploadResult<byte[]>.Accepted>(
                UploadedImage.Read(picture, neededEdge, UploadedImage.MinEdge, image => image.ToPng(1000, 1000).Png)
            )
            .Value;

    private static byte[] CreateFile(string kind) =>
        kind switch
        {
            "flat png" => TestImages.FlatPng(6300, 6300, isInterlaced: false),
            "interlaced png" => TestImages.FlatPng(6300, 6300, isInterlaced: true),
            "jpeg" => TestImages.Jpeg(6300, 6300),
            "webp" => TestImages.Webp(6300, 6300),
            _ => TestImages.LosslessWebp(6300, 6300),
        };
}
