using Ticketing.Infrastructure.Documents.Typesetting;

namespace Ticketing.Infrastructure.Documents;

public sealed class TextLine
{
    internal TextLine(string text, IReadOnlyList<PositionedRun> runs, float x, float width, bool cutsWord)
    {
        Text = text;
        Runs = runs;
        X = x;
        Width = width;
        BreaksWord = cutsWord;
    }

    /// <summary>In reading order.</summary>
    public string Text { get; }

    /// <summary>From the block's left edge.</summary>
    public float X { get; }

    public float Width { get; }

    /// <summary>Ends inside a word wider than the block.</summary>
    public bool BreaksWord { get; }

    internal IReadOnlyList<PositionedRun> Runs { get; }
}
