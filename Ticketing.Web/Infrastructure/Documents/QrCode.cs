using Microsoft.Extensions.Caching.Memory;
using QRCoder;
using Ticketing.Infrastructure.Documents.Drawings;

namespace Ticketing.Infrastructure.Documents;

/// <summary>Medium error correction and a quiet zone, black on white.</summary>
public sealed class QrCode
{
    private const int MaxRecent = 1_000;
    private static readonly TimeSpan RecentFor = TimeSpan.FromMinutes(10);
    private static readonly MemoryCache Recent = new(new MemoryCacheOptions { SizeLimit = MaxRecent });
    private readonly List<System.Collections.BitArray> modules;

    private QrCode(List<System.Collections.BitArray> modules) => this.modules = modules;

    private int Side => modules.Count;

    public static QrCode Create(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M, true, false, QRCodeGenerator.EciMode.Default, -1);
        return new([.. data.ModuleMatrix.Select(row => new System.Collections.BitArray(row))]);
    }

    /// <summary>Keeps the code for a while: an order's page and its PDF need the same ones, and each costs about a millisecond.</summary>
    public static QrCode GetOrCreate(string text) =>
        Recent.GetOrCreate(
            text,
            entry =>
            {
                entry.SetSize(1).SetAbsoluteExpiration(RecentFor);
                return Create(text);
            }
        )!;

    /// <summary>One unit per module.</summary>
    public Drawing ToDrawing()
    {
        var dark = new PathBuilder();
        foreach (var (x, y, width) in GetRuns())
        {
            dark.Rectangle(x, y, width, 1);
        }

        var paper = new Shape.Rectangle(new Box(0, 0, Side, Side), Ink.Filled(Colour.White));
        return new(Side, Side, [paper, dark.Fill(Colour.Black)], Crisp: true);
    }

    /// <summary>An SVG picture.</summary>
    /// <param name="title">Accessible name: the effect of scanning.</param>
    public string ToDataUri(string title) => $"data:image/svg+xml,{Uri.EscapeDataString(ToDrawing().ToSvg(title))}";

    /// <summary>Dark modules that are side by side.</summary>
    private IEnumerable<(int X, int Y, int Width)> GetRuns()
    {
        for (var y = 0; y < Side; y++)
        for (var x = 0; x < Side; x++)
        {
            var end = x;
            while (end < Side && modules[y][end])
                end++;
            if (end > x)
                yield return (x, y, end - x);
            x = end;
        }
    }
}
