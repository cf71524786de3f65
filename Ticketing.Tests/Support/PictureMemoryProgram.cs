using System.Globalization;
using Ticketing.Infrastructure.Documents.Images;

namespace Ticketing.Tests.Support;

/// <summary>Converts a picture in a process of its own and prints the outcome and the memory that this took at most, in bytes.</summary>
internal static class PictureMemoryProgram
{
    public const string Command = "picture-memory";

    public static async Task<int> RunAsync(string file)
    {
        Convert(TestImages.Png());
        var picture = await File.ReadAllBytesAsync(file);
        GC.Collect();
        await File.WriteAllTextAsync("/proc/self/clear_refs", "5");
        var before = ReadPeak();
        var outcome = Convert(picture);
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{outcome} {ReadPeak() - before}"));
        return 0;
    }

    private static string Convert(byte[] picture) =>
        UploadedImage.Read(picture, neededEdge: 2400, UploadedImage.MinEdge, image => image.ToWebp(1200, 80)) switch
        {
            UploadResult<byte[]>.Refused refused => refused.Error.ToString(),
            _ => "Accepted",
        };

    private static long ReadPeak() =>
        1024
        * long.Parse(
            string.Concat(
                File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Where(char.IsDigit)
            ),
            CultureInfo.InvariantCulture
        );
}
