using System.Text;
using SkiaSharp;
using Ticketing.Infrastructure.Documents.Drawings;
using Ticketing.Infrastructure.Documents.Pdf;

namespace Ticketing.Infrastructure.Documents.Typesetting;

/// <summary>Paints glyphs with the characters they stand for, so that PDF text can be searched and copied.</summary>
internal static class TextPainter
{
    public static void Paint(SKCanvas canvas, TextBlock block, float x, float y, PdfResources resources)
    {
        using var paint = new SKPaint { Color = CanvasPainter.ToSkia(block.Style.Colour), IsAntialias = true };
        for (var i = 0; i < block.Lines.Count; i++)
            foreach (var (run, left) in block.Lines[i].Runs)
                if (run.Glyphs.Length > 0)
                    Paint(
                        canvas,
                        run,
                        resources.GetFont(run.Item.Font),
                        x + block.Lines[i].X + left,
                        y + i * block.LineHeight + block.Baseline,
                        paint
                    );
    }

    private static void Paint(SKCanvas canvas, GlyphRun run, FontSubset subset, float x, float y, SKPaint paint)
    {
        var text = Encoding.UTF8.GetBytes(run.Text);
        using var font = subset.CreateFont(run.Size);
        using var builder = new SKTextBlobBuilder();
        var buffer = builder.AllocatePositionedTextRun(font, run.Glyphs.Length, text.Length, null);
        buffer.SetGlyphs(subset.Renumber(run.Glyphs));
        buffer.SetPositions(run.Positions);
        buffer.SetText(text);
        buffer.SetClusters([.. run.Clusters.Select(c => (uint)Encoding.UTF8.GetByteCount(run.Text.AsSpan(0, c)))]);
        using var blob = builder.Build();
        canvas.DrawText(blob, x, y, paint);
    }
}
