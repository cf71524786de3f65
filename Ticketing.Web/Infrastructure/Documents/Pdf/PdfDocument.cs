using SkiaSharp;

namespace Ticketing.Infrastructure.Documents.Pdf;

/// <summary>Writes pages as one PDF with embedded fonts. Not thread-safe; holds nothing native before <see cref="ToBytes"/>.</summary>
/// <remarks>Without tags: Skia can write them, but SkiaSharp (3.119, 4.155) exposes neither structure tree nor node ids.</remarks>
public sealed class PdfDocument(DocumentInfo info)
{
    private readonly List<PdfPage> pages = [];
    private readonly List<PageFlow> flows = [];

    public int PageCount => pages.Count;

    /// <summary>Pages start at the right: what is placed on them is placed as in a mirror, but not itself mirrored.</summary>
    public bool RightToLeft { get; init; }

    public PdfPage AddPage(PageSize? size = null)
    {
        var page = new PdfPage(size ?? PageSize.A4) { RightToLeft = RightToLeft };
        pages.Add(page);
        return page;
    }

    /// <summary>Fills pages from the top, breaking when needed.</summary>
    /// <param name="margin">On all sides, in points.</param>
    /// <param name="footer">Drawn on each page of the flow, once their number is known.</param>
    public PageFlow AddFlow(float margin = 56, PageSize? size = null, PageFooter? footer = null)
    {
        var flow = new PageFlow(() => AddPage(size), margin, footer);
        flows.Add(flow);
        return flow;
    }

    public byte[] ToBytes()
    {
        flows.ForEach(flow => flow.Finish());
        using var resources = new PdfResources(pages.SelectMany(page => page.Texts));
        using var buffer = new MemoryStream();
        using (var document = SKDocument.CreatePdf(buffer, Metadata()))
        {
            foreach (var page in pages)
            {
                page.Paint(document.BeginPage(page.Size.Width, page.Size.Height), resources);
                document.EndPage();
            }
            document.Close();
        }
        return CatalogLanguage.Declare(buffer.ToArray(), info.Language);
    }

    private SKDocumentPdfMetadata Metadata() =>
        new(SKDocumentPdfMetadata.DefaultRasterDpi)
        {
            Title = info.Title,
            Author = info.Author,
            Creation = info.CreatedAt.UtcDateTime,
            Modified = info.CreatedAt.UtcDateTime,
        };
}

public delegate void PageFooter(PdfPage page, int number, int count);
