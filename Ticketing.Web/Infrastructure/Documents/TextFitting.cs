using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Infrastructure.Documents;

internal static class TextFitting
{
    private const float Step = 0.94f;

    /// <summary>Largest size that fits. Cuts a word only if every size above <paramref name="minSize"/> would.</summary>
    public static TextBlock Fit(string text, TextStyle style, float minSize, float maxWidth, float maxHeight)
    {
        var line = SingleLineText.From(text);
        for (var size = style.Size; ; size *= Step)
        {
            var block = TextBlock.Create(line, style with { Size = size }, maxWidth);
            if (block.Height <= maxHeight && (!block.BreaksWords || size < minSize))
            {
                return block;
            }
        }
    }

    /// <summary>The same with lines of similar length: narrows the measure while the number of lines stays.</summary>
    public static TextBlock FitBalanced(string text, TextStyle style, float minSize, float maxWidth, float maxHeight)
    {
        var best = Fit(text, style, minSize, maxWidth, maxHeight);
        for (var (low, high) = (maxWidth / 2, maxWidth); high - low > 4 && best.Lines.Count > 1; )
        {
            var middle = (low + high) / 2;
            var block = TextBlock.Create(SingleLineText.From(text), best.Style, middle);
            var asGood = block.Lines.Count == best.Lines.Count && block.BreaksWords == best.BreaksWords;
            (low, high, best) = asGood ? (low, middle, block) : (middle, high, best);
        }

        return best;
    }
}
