using Ticketing.Documents;
using Ticketing.Notifications;

namespace Ticketing.Receipts;

internal static class Fitted
{
    private const float Step = 0.94f;

    /// <summary>Largest size that fits. Cuts a word only if every size above <paramref name="smallest"/> would.</summary>
    public static TextBlock Set(string text, TextStyle largest, float smallest, float measure, float room)
    {
        var line = OneLine.Of(text);
        for (var size = largest.Size; ; size *= Step)
        {
            var block = TextBlock.Set(line, largest with { Size = size }, measure);
            if (block.Height <= room && (!block.CutsWords || size < smallest))
            {
                return block;
            }
        }
    }

    /// <summary>The same with lines of similar length: narrows the measure while the number of lines stays.</summary>
    public static TextBlock SetBalanced(string text, TextStyle largest, float smallest, float measure, float room)
    {
        var best = Set(text, largest, smallest, measure, room);
        for (var (low, high) = (measure / 2, measure); high - low > 4 && best.Lines.Count > 1;)
        {
            var middle = (low + high) / 2;
            var block = TextBlock.Set(OneLine.Of(text), best.Style, middle);
            var asGood = block.Lines.Count == best.Lines.Count && block.CutsWords == best.CutsWords;
            (low, high, best) = asGood ? (low, middle, block) : (middle, high, best);
        }

        return best;
    }
}
