using System.Globalization;
using System.Text;
using SkiaSharp;

namespace Ticketing.Infrastructure.Documents.Drawings;

/// <summary>Converts text to outlines, which need no font.</summary>
public static class TextOutlines
{
    private const int Precision = 10;

    /// <summary>Puts the block's top left corner at the given point.</summary>
    public static Shape ToOutline(this TextBlock block, float x, float y)
    {
        using var letters = new SKPath();
        for (var i = 0; i < block.Lines.Count; i++)
            AddLine(letters, block.Lines[i], x, y + i * block.LineHeight + block.Baseline);
        return new Shape.Outline(Data(letters), Ink.Filled(block.Style.Colour), 1f / Precision);
    }

    private static void AddLine(SKPath letters, TextLine line, float x, float baseline)
    {
        foreach (var (run, left) in line.Runs)
        {
            using var font = run.Item.Font.CreateFont(run.Size);
            for (var i = 0; i < run.Glyphs.Length; i++)
            {
                using var glyph = font.GetGlyphPath(run.Glyphs[i]);
                if (glyph is not null)
                    letters.AddPath(glyph, x + line.X + left + run.Positions[i].X, baseline + run.Positions[i].Y);
            }
        }
    }

    /// <summary>Relative commands in whole tenths: a third of the size of absolute coordinates, and better to compress.</summary>
    private static string Data(SKPath path)
    {
        var data = new RelativePath();
        var points = new SKPoint[4];
        using var iterator = path.CreateRawIterator();
        for (var verb = iterator.Next(points); verb != SKPathVerb.Done; verb = iterator.Next(points))
            switch (verb)
            {
                case SKPathVerb.Move:
                    data.Move(points[0]);
                    break;
                case SKPathVerb.Line:
                    data.Write('l', points[1]);
                    break;
                case SKPathVerb.Quad:
                    data.Write('q', points[1], points[2]);
                    break;
                case SKPathVerb.Cubic:
                    data.Write('c', points[1], points[2], points[3]);
                    break;
                case SKPathVerb.Close:
                    data.Close();
                    break;
            }
        return data.ToString();
    }

    private sealed class RelativePath
    {
        private readonly StringBuilder data = new();
        private (int X, int Y) at;
        private (int X, int Y) start;
        private char last;

        public void Move(SKPoint to)
        {
            // Relative to the last end; the first is relative to the origin.
            Write('m', to);
            start = at;
        }

        public void Write(char command, params ReadOnlySpan<SKPoint> points)
        {
            if (command != last || command == 'm')
                data.Append(command);
            var origin = at;
            foreach (var point in points)
            {
                at = ((int)MathF.Round(point.X * Precision), (int)MathF.Round(point.Y * Precision));
                Number(at.X - origin.X);
                Number(at.Y - origin.Y);
            }
            last = command;
        }

        public void Close()
        {
            data.Append('z');
            at = start;
            last = 'z';
        }

        public override string ToString() => data.ToString();

        private void Number(int tenths)
        {
            if (tenths >= 0 && char.IsAsciiDigit(data[^1]))
                data.Append(' ');
            data.Append(CultureInfo.InvariantCulture, $"{tenths}");
        }
    }
}
