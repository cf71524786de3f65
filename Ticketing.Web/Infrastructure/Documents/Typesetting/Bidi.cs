namespace Ticketing.Infrastructure.Documents.Typesetting;

/// <summary>UAX #9 for a paragraph without embeddings and overrides: rules P2–P3, X5a–X6a, W1–W7, N0–N2, I1–I2 and L2.</summary>
internal static class Bidi
{
    private const string Brackets = "()[]{}";

    /// <summary>Rules P2 and P3.</summary>
    public static bool StartsRightToLeft(string paragraph)
    {
        foreach (var rune in BidiIsolates.Collapse(paragraph).EnumerateRunes())
            switch (BidiClasses.GetClass(rune))
            {
                case BidiClass.Left:
                    return false;
                case BidiClass.Right or BidiClass.ArabicLetter:
                    return true;
            }
        return false;
    }

    /// <summary>Any letter outside isolates reads from right to left.</summary>
    public static bool ContainsRightToLeft(string paragraph)
    {
        foreach (var rune in BidiIsolates.Collapse(paragraph).EnumerateRunes())
            if (BidiClasses.GetClass(rune) is BidiClass.Right or BidiClass.ArabicLetter)
                return true;
        return false;
    }

    public static bool IsIsolate(char c) => c is >= BidiIsolates.LeftToRight and <= BidiIsolates.End;

    /// <summary>Embedding level of each UTF-16 unit: even ones read left to right.</summary>
    public static int[] Levels(string paragraph, bool rightToLeft) => BidiIsolates.Levels(paragraph, rightToLeft ? 1 : 0);

    /// <summary>The same for a text without isolates.</summary>
    internal static int[] Resolve(string text, int embeddingLevel)
    {
        var classes = Classify(text);
        var embedding = embeddingLevel % 2 == 1 ? BidiClass.Right : BidiClass.Left;
        ResolveWeak(classes, embedding);
        ResolveBrackets(text, classes, embedding);
        ResolveNeutral(classes, embedding);
        return [.. classes.Select(c => Level(c, embeddingLevel))];
    }

    /// <summary>Order of runs from left to right on the line (L2).</summary>
    public static int[] VisualOrder(IReadOnlyList<int> levels)
    {
        var order = Enumerable.Range(0, levels.Count).ToArray();
        for (var level = levels.DefaultIfEmpty(0).Max(); level > 0; level--)
        for (var start = 0; start < order.Length; start++)
        {
            var end = start;
            while (end < order.Length && levels[order[end]] >= level)
                end++;
            if (end - start > 1)
                Array.Reverse(order, start, end - start);
            start = Math.Max(start, end);
        }
        return order;
    }

    private static BidiClass[] Classify(string paragraph)
    {
        var classes = new BidiClass[paragraph.Length];
        var at = 0;
        foreach (var rune in paragraph.EnumerateRunes())
        {
            Array.Fill(classes, BidiClasses.GetClass(rune), at, rune.Utf16SequenceLength);
            at += rune.Utf16SequenceLength;
        }
        return classes;
    }

    private static void ResolveWeak(BidiClass[] classes, BidiClass embedding)
    {
        var strong = embedding;
        for (var i = 0; i < classes.Length; i++)
        {
            if (classes[i] == BidiClass.Mark)
                classes[i] = i > 0 ? classes[i - 1] : embedding;
            if (IsStrong(classes[i]))
                strong = classes[i];
            else if (classes[i] == BidiClass.EuropeanNumber && strong == BidiClass.ArabicLetter)
                classes[i] = BidiClass.ArabicNumber;
        }
        Replace(classes, BidiClass.ArabicLetter, BidiClass.Right);
        JoinNumbers(classes);
        strong = embedding;
        for (var i = 0; i < classes.Length; i++)
            if (IsStrong(classes[i]))
                strong = classes[i];
            else if (classes[i] == BidiClass.EuropeanNumber && strong == BidiClass.Left)
                classes[i] = BidiClass.Left;
    }

    /// <summary>W4 to W6: "1,000" and "£5" stay whole, other separators are neutral.</summary>
    private static void JoinNumbers(BidiClass[] classes)
    {
        for (var i = 1; i + 1 < classes.Length; i++)
            if (
                classes[i - 1] == classes[i + 1]
                && (classes[i - 1], classes[i])
                    is
                        (BidiClass.EuropeanNumber, BidiClass.NumberSign or BidiClass.NumberSeparator)
                        or
                        (BidiClass.ArabicNumber, BidiClass.NumberSeparator)
            )
                classes[i] = classes[i - 1];
        for (var i = 1; i < classes.Length; i++)
            if (classes[i] == BidiClass.NumberTerminator && classes[i - 1] == BidiClass.EuropeanNumber)
                classes[i] = BidiClass.EuropeanNumber;
        for (var i = classes.Length - 2; i >= 0; i--)
            if (classes[i] == BidiClass.NumberTerminator && classes[i + 1] == BidiClass.EuropeanNumber)
                classes[i] = BidiClass.EuropeanNumber;
        Replace(classes, BidiClass.NumberTerminator, BidiClass.Neutral);
        Replace(classes, BidiClass.NumberSeparator, BidiClass.Neutral);
        Replace(classes, BidiClass.NumberSign, BidiClass.Neutral);
    }

    private static void ResolveBrackets(string paragraph, BidiClass[] classes, BidiClass embedding)
    {
        foreach (var (open, close) in BracketPairs(paragraph, classes))
        {
            var inside = classes[(open + 1)..close].Select(Direction).Where(IsStrong).ToArray();
            if (inside.Length == 0)
                continue;
            var before = classes[..open].Select(Direction).LastOrDefault(IsStrong, embedding);
            classes[open] = classes[close] = inside.Contains(embedding) ? embedding : before;
        }
    }

    private static IEnumerable<(int Open, int Close)> BracketPairs(string paragraph, BidiClass[] classes)
    {
        var pairs = new List<(int Open, int Close)>();
        var opened = new List<int>();
        for (var i = 0; i < paragraph.Length; i++)
        {
            var bracket = classes[i] == BidiClass.Neutral ? Brackets.IndexOf(paragraph[i], StringComparison.Ordinal) : -1;
            if (bracket >= 0 && bracket % 2 == 0)
                opened.Add(i);
            var match = bracket % 2 == 1 ? opened.FindLastIndex(o => paragraph[o] == Brackets[bracket - 1]) : -1;
            if (match < 0)
                continue;
            pairs.Add((opened[match], i));
            opened.RemoveRange(match, opened.Count - match);
        }
        return pairs.Order();
    }

    private static void ResolveNeutral(BidiClass[] classes, BidiClass embedding)
    {
        for (var start = 0; start < classes.Length; start++)
        {
            var end = start;
            while (end < classes.Length && classes[end] == BidiClass.Neutral)
                end++;
            if (end == start)
                continue;
            var before = start > 0 ? Direction(classes[start - 1]) : embedding;
            var after = end < classes.Length ? Direction(classes[end]) : embedding;
            Array.Fill(classes, before == after ? before : embedding, start, end - start);
            start = end - 1;
        }
    }

    private static int Level(BidiClass resolved, int paragraphLevel) =>
        (resolved, paragraphLevel % 2) switch
        {
            (BidiClass.Left, 0) => paragraphLevel,
            (BidiClass.Left, _) => paragraphLevel + 1,
            (BidiClass.Right, 0) => paragraphLevel + 1,
            (BidiClass.Right, _) => paragraphLevel,
            (_, 0) => paragraphLevel + 2,
            _ => paragraphLevel + 1,
        };

    private static bool IsStrong(BidiClass c) => c is BidiClass.Left or BidiClass.Right or BidiClass.ArabicLetter;

    // A number counts as right to left for the neutrals beside it (N1).
    private static BidiClass Direction(BidiClass c) => c is BidiClass.EuropeanNumber or BidiClass.ArabicNumber ? BidiClass.Right : c;

    private static void Replace(BidiClass[] classes, BidiClass old, BidiClass now)
    {
        for (var i = 0; i < classes.Length; i++)
            if (classes[i] == old)
                classes[i] = now;
    }
}
