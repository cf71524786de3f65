using SkiaSharp;

namespace Ticketing.Documents.Pdf;

/// <summary>Collects pages and writes them as one PDF with embedded fonts. Nothing native is held before <see cref="ToBytes"/>; use from one thread at a time.</summary>
public sealed class PdfDocument(DocumentInfo info)
{
    private readonly List<Page> pages = [];
    private readonly List<Flow> flows = [];

    public int PageCount => pages.Count;

    /// <summary>A page on which everything is placed by hand.</summary>
    public Page AddPage(Paper? paper = null)
    {
        var page = new Page(paper ?? Paper.A4);
        pages.Add(page);
        return page;
    }

    /// <summary>Pages that fill from the top and break where needed.</summary>
    /// <param name="margin">On all sides, in points.</param>
    /// <param name="footer">Drawn on each page of the flow, once their number is known.</param>
    public Flow AddFlow(float margin = 56, Paper? paper = null, FlowFooter? footer = null)
    {
        var flow = new Flow(() => AddPage(paper), margin, footer);
        flows.Add(flow);
        return flow;
    }

    public byte[] ToBytes()
    {
        flows.ForEach(flow => flow.Finish());
        using var buffer = new MemoryStream();
        using (var document = SKDocument.CreatePdf(buffer, Metadata()))
        {
            foreach (var page in pages)
            {
                page.Paint(document.BeginPage(page.Paper.Width, page.Paper.Height));
                document.EndPage();
            }
            document.Close();
        }
        return CatalogLanguage.Declare(buffer.ToArray(), info.Language);
    }

    private SKDocumentPdfMetadata Metadata() => new(SKDocumentPdfMetadata.DefaultRasterDpi)
    {
        Title = info.Title,
        Author = info.Author,
        Creation = info.CreatedAt.UtcDateTime,
        Modified = info.CreatedAt.UtcDateTime,
    };
}

/// <param name="number">Of this page within the flow, from 1.</param>
public delegate void FlowFooter(Page page, int number, int count);
