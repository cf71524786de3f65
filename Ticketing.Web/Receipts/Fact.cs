using Ticketing.Documents;
using Ticketing.Documents.Pdf;

namespace Ticketing.Receipts;

internal sealed class Fact(string label, params IReadOnlyList<TextBlock> lines)
{
    private readonly TextBlock label = TextBlock.Set(label, PaperLook.Small, 200);

    public float Height => label.Height + lines.Sum(block => block.Height);

    /// <returns>Y of the next element.</returns>
    public float Draw(Page page, float x, float y)
    {
        foreach (var block in lines.Prepend(label))
        {
            page.Text(block, x, y);
            y += block.Height;
        }

        return y;
    }
}
