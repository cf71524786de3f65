using Ticketing.Infrastructure.Documents;
using Ticketing.Infrastructure.Documents.Drawings;

namespace Ticketing.Features.Events.Posters;

internal static class StackArt
{
    /// <summary>Shapes balanced on each other.</summary>
    public static void Totem(ArtCanvas art)
    {
        var levels = art.Height > art.Width ? 4 : 3;
        var height = art.Height * 0.92 / levels;
        var order = art.Random.NextInt(6);
        Colour[] inks = [art.Palette.First, art.Palette.Second, art.Palette.Third];
        for (var level = 0; level < levels; level++)
        {
            var y = art.Top + art.Height - (level + 1) * height;
            var width = Math.Min(art.Width * 0.9, height * art.Random.NextDouble(2.2, 3.2));
            foreach (
                var body in Body(
                    (order + level * art.Random.Pick(1, 5)) % 6,
                    art.CentreX,
                    y,
                    width,
                    height,
                    inks[level % 3],
                    inks[(level + 1) % 3]
                )
            )
                art.Add(body);
        }
    }

    public static void Waves(ArtCanvas art)
    {
        var moon = art.ShorterSide * 0.24;
        art.AddDisc(art.Left + art.Width * art.Random.Pick(0.3, 0.5, 0.7), art.Top + art.Height * 0.33, moon, art.Palette.First);
        Colour[] inks = [art.Palette.Third, art.Palette.Ground, art.Palette.Second, art.Palette.Ground, art.Palette.First];
        var length = art.Width * art.Random.NextDouble(0.5, 0.8);
        const int count = 9;
        for (var i = 0; i < count; i++)
        {
            var y = art.Top + art.Height * (0.4 + 0.58 * i / count);
            var swell = art.Height * (0.035 + 0.03 * i / count);
            art.Add(Wave(art, y, swell, length, art.Random.NextDouble(0, 1)).Fill(inks[i % inks.Length]));
        }
    }

    /// <summary>Audio level meter.</summary>
    public static void Bars(ArtCanvas art)
    {
        var count = art.Random.Pick(13, 15, 17);
        var step = art.Width * 0.9 / count;
        var (pace, phase) = (art.Random.NextDouble(0.35, 0.7), art.Random.NextDouble(0, 6));
        var (x, y, radius) = (art.CentreX, art.CentreY, art.ShorterSide * 0.36);
        var bars = new List<Box>();
        for (var i = 0; i < count; i++)
        {
            var loud = 0.12 + 0.88 * Math.Abs(Math.Sin(i * pace + phase)) * art.Random.NextDouble(0.7, 1);
            var height = art.Height * 0.84 * loud * (0.45 + 0.55 * Math.Sin(Math.PI * (i + 0.5) / count));
            bars.Add(
                new(
                    (float)(art.Left + art.Width * 0.05 + i * step + step * 0.17),
                    (float)(y - height / 2),
                    (float)(step * 0.66),
                    (float)height
                )
            );
        }
        art.AddDisc(x, y, radius, art.Palette.Third);
        foreach (var bar in bars)
            art.Add(Bar(bar, art.Palette.First));
        art.AddClipped(ArtCanvas.CreateDisc(x, y, radius, art.Palette.Third), [.. bars.Select(bar => Bar(bar, art.Palette.Second))]);
    }

    public static void Rays(ArtCanvas art)
    {
        var (x, y) = art.Random.Pick(
            (art.CentreX, art.Top + art.Height),
            (art.CentreX, art.CentreY),
            (art.Left, art.Top + art.Height),
            (art.Left + art.Width, art.Top + art.Height * 0.6)
        );
        var reach = art.Width + art.Height;
        var count = art.Random.Pick(16, 20, 24, 28);
        var turn = art.Random.NextDouble(0, Math.Tau);
        PathBuilder[] beams = [new(), new()];
        for (var i = 0; i < count; i++)
        {
            var from = turn + i * Math.Tau / count;
            var to = from + Math.PI / count;
            beams[i % 2]
                .MoveTo(x, y)
                .LineTo(x + reach * Math.Cos(from), y + reach * Math.Sin(from))
                .LineTo(x + reach * Math.Cos(to), y + reach * Math.Sin(to))
                .Close();
        }
        art.Add(beams[0].Fill(art.Palette.First));
        art.Add(beams[1].Fill(art.Palette.Third));
        var radius = art.ShorterSide * art.Random.NextDouble(0.24, 0.32);
        art.AddDisc(x, y, radius * 1.32, art.Palette.Ground);
        art.AddDisc(x, y, radius, art.Palette.Second);
        art.AddDisc(x, y, radius * 0.5, art.Palette.Ground);
        art.AddDisc(x, y, radius * 0.28, art.Palette.First);
    }

    private static Shape.Rectangle Bar(Box bar, Colour ink) => new Shape.Rectangle(bar, Ink.Filled(ink), bar.Width / 2);

    private static IEnumerable<Shape> Body(int kind, double x, double y, double width, double height, Colour ink, Colour other)
    {
        var (left, right, low, half) = (x - width / 2, x + width / 2, y + height, height / 2);
        return kind switch
        {
            0 => [ArtCanvas.CreateDisc(x, y + half, half, ink), ArtCanvas.CreateDisc(x, y + half, half * 0.45, other)],
            1 =>
            [
                new PathBuilder().MoveTo(x - height, low).Arc(height, x + height, low).Close().Fill(ink),
                new PathBuilder().MoveTo(x - half, low).Arc(half, x + half, low).Close().Fill(other),
            ],
            2 =>
            [
                new PathBuilder().Rectangle(left, y, width, height / 3).Fill(ink),
                new PathBuilder().Rectangle(left, y + height / 3, width, height / 3).Fill(other),
                new PathBuilder().Rectangle(left, y + height * 2 / 3, width, height / 3).Fill(ink),
            ],
            3 =>
            [
                new PathBuilder().MoveTo(left, low).LineTo(x, y).LineTo(right, low).Close().Fill(ink),
                new PathBuilder().MoveTo(x, low).LineTo(x, y).LineTo(right, low).Close().Fill(other),
            ],
            4 =>
            [
                new PathBuilder().MoveTo(x - height, y).Arc(height, x + height, y, clockwise: false).Close().Fill(ink),
                ArtCanvas.CreateDisc(x, y + height * 0.4, height * 0.2, other),
            ],
            _ =>
            [
                .. new[] { -1, 0, 1 }.SelectMany(i => new[] { ArtCanvas.CreateDisc(x + i * height, y + half, half, i == 0 ? other : ink) }),
            ],
        };
    }

    /// <summary>Area below a sine curve, approximated by cubic half-waves.</summary>
    private static PathBuilder Wave(ArtCanvas art, double y, double swell, double length, double phase)
    {
        var half = length / 2;
        var x = art.Left - phase * length;
        var pen = new PathBuilder().MoveTo(x, art.Top + art.Height).LineTo(x, y);
        for (var up = true; x < art.Left + art.Width; up = !up, x += half)
        {
            var crest = y + (up ? -swell : swell) * 1.6;
            pen.Cubic(x + half * 0.36, crest, x + half * 0.64, crest, x + half, y);
        }
        return pen.LineTo(x, art.Top + art.Height).Close();
    }
}
