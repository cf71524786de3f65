using Ticketing.Infrastructure.Documents;
using Ticketing.Infrastructure.Documents.Branding;
using Ticketing.Infrastructure.Documents.Pdf;

namespace Ticketing.Features.Receipts.Printing;

internal sealed class LabelledBlock(string label, params IReadOnlyList<TextBlock> lines)
{
    private readonly TextBlock label = TextBlock.Create(label, PrintStyles.Small, 200);

    public float Height => label.Height + lines.Sum(block => block.Height);

    /// <returns>Y of the next element.</returns>
    public float Draw(PdfPage page, float x, float y)
    {
        foreach (var block in lines.Prepend(label))
        {
            page.Text(block, x, y);
            y += block.Height;
        }

        return y;
    }
}
