using SkiaSharp;
using Ticketing.Infrastructure.Documents.Images;
using Ticketing.Infrastructure.Documents.Typesetting;

namespace Ticketing.Infrastructure.Documents.Pdf;

/// <summary>Fonts and pictures that the pages of one document share, so that each is embedded once.</summary>
internal sealed class PdfResources : IDisposable
{
    private readonly Dictionary<FontFile, FontSubset> fonts;
    private readonly Dictionary<Picture, SKImage> images = [];

    public PdfResources(IEnumerable<TextBlock> texts) =>
        fonts = texts
            .SelectMany(text => text.Lines)
            .SelectMany(line => line.Runs)
            .Select(placed => placed.Run)
            .GroupBy(run => run.Item.Font)
            .ToDictionary(group => group.Key, group => FontSubset.Create(group.Key, [.. group]));

    public FontSubset GetFont(FontFile font) => fonts[font];

    public SKImage GetImage(Picture picture)
    {
        if (!images.TryGetValue(picture, out var image))
            images[picture] = image = picture.Decode();
        return image;
    }

    public void Dispose()
    {
        foreach (var resource in fonts.Values.Concat<IDisposable>(images.Values))
            resource.Dispose();
    }
}
