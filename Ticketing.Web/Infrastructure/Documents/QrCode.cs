using QRCoder;
using Ticketing.Infrastructure.Documents.Drawings;

namespace Ticketing.Infrastructure.Documents;

/// <summary>Medium error correction and a quiet zone, black on white.</summary>
public sealed class QrCode
{
    private readonly List<System.Collections.BitArray> modules;

    private QrCode(List<System.Collections.BitArray> modules) => this.modules = modules;

    public static QrCode Create(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M, true, false, QRCodeGenerator.EciMode.Default, -1);
        return new([.. data.ModuleMatrix.Select(row => new System.Collections.BitArray(row))]);
    }

    /// <summary>One unit per module.</summary>
    public Drawing ToDrawing()
    {
        var side = modules.Count;
        var dark = new PathBuilder();
        for (var y = 0; y < side; y++)
        for (var x = 0; x < side; x++)
        {
            var end = x;
            while (end < side && modules[y][end])
                end++;
            if (end > x)
                dark.Rectangle(x, y, end - x, 1);
            x = end;
        }
        var paper = new Shape.Rectangle(new Box(0, 0, side, side), Ink.Filled(Colour.White));
        return new(side, side, [paper, dark.Fill(Colour.Black)], Crisp: true);
    }

    /// <param name="title">Accessible name: the effect of scanning.</param>
    public string ToSvg(string title) => ToDrawing().ToSvg(title);
}
