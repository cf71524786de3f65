using Ticketing.Infrastructure.Documents;
using Ticketing.Infrastructure.Documents.Drawings;

namespace Ticketing.Features.Events.Posters;

internal static class RoundArt
{
    /// <summary>Banded sun, with rays or behind hills.</summary>
    public static void Sun(ArtCanvas art)
    {
        var rays = art.Random.Chance(0.5);
        var radius = art.ShorterSide * (rays ? 0.31 : 0.44);
        var (x, y) = (art.CentreX, art.Top + art.Height * (rays ? 0.5 : 0.52));
        if (rays)
            art.Add(SunRays(x, y, radius, art.Random.Pick(20, 24, 30)).Fill(art.Palette.Second));
        var cuts = new List<Shape>();
        for (var i = 0; i < 9; i++)
            cuts.Add(
                new PathBuilder()
                    .Rectangle(x - radius, y - radius * 0.32 + i * radius * 0.16, 2 * radius, radius * (0.012 + i * 0.012))
                    .Fill(art.Palette.Ground)
            );
        art.AddDisc(x, y, radius, art.Palette.First);
        art.AddClipped(ArtCanvas.CreateDisc(x, y, radius, art.Palette.First), cuts);
        if (rays)
            return;
        art.Add(Hill(art, 0.80, 0.20, 0.3).Fill(art.Palette.Third));
        art.Add(Hill(art, 0.88, 0.16, 0.75).Fill(art.Palette.Second));
    }

    public static void Discs(ArtCanvas art)
    {
        var inks = art.ShuffleColours();
        var radius = art.ShorterSide * art.Random.NextDouble(0.3, 0.33);
        var turn = art.Random.NextDouble(0, Math.Tau);
        var spread = radius * art.Random.NextDouble(0.6, 0.7);
        var stretch = Math.Max(1, art.Width / art.Height * 0.95);
        var discs = Enumerable
            .Range(0, 3)
            .Select(i =>
                (
                    X: art.CentreX + spread * stretch * Math.Cos(turn + i * Math.Tau / 3),
                    Y: art.CentreY + spread * 0.8 * Math.Sin(turn + i * Math.Tau / 3),
                    Ink: inks[i]
                )
            )
            .ToArray();
        foreach (var (x, y, ink) in discs)
            art.AddDisc(x, y, radius, ink);
        Shape Over(int of, Colour ink) => ArtCanvas.CreateDisc(discs[of].X, discs[of].Y, radius, ink);
        for (var i = 0; i < 3; i++)
            art.AddClipped(Over(i, inks[i]), Over((i + 1) % 3, Overprint.Blend(art.Palette.Ground, inks[i], inks[(i + 1) % 3])));
        art.AddClipped(Over(0, inks[0]), new Shape.Clipped(Over(1, inks[1]), [Over(2, art.Palette.Ground)]));
    }

    /// <summary>Offset on the two sides of an axis.</summary>
    public static void Rings(ArtCanvas art)
    {
        var (x, y) = art.Random.Pick(
            (art.CentreX, art.CentreY),
            (art.CentreX, art.Top + art.Height),
            (art.CentreX, art.Top + art.Height * 0.42)
        );
        var step = art.ShorterSide * art.Random.NextDouble(0.075, 0.1);
        var count = (int)Math.Ceiling(Math.Sqrt(art.Width * art.Width / 4 + art.Height * art.Height) / step);
        Colour[] cycle =
        [
            art.Palette.First,
            art.Palette.Ground,
            art.Palette.Second,
            art.Palette.Ground,
            art.Palette.First,
            art.Palette.Third,
        ];
        Colour GetColour(int ring, int shift) => cycle[(ring + shift) % cycle.Length];
        for (var ring = count; ring > 0; ring--)
            art.AddDisc(x, y, ring * step, GetColour(ring, 0));
        var shift = art.Random.Pick(0, 1, 2, 3);
        for (var ring = count; shift > 0 && ring > 0; ring--)
            art.Add(HalfRing(x, y, ring * step, (ring - 1) * step - 1).Fill(GetColour(ring, shift)));
    }

    /// <summary>Two interfering sets of circles.</summary>
    public static void Moire(ArtCanvas art)
    {
        var step = art.ShorterSide * 0.028;
        var apart = art.ShorterSide * art.Random.NextDouble(0.16, 0.3);
        var turn = art.Random.NextDouble(-0.6, 0.6);
        var (dx, dy) = (apart * Math.Cos(turn), apart * Math.Sin(turn));
        var radius = art.ShorterSide * 0.5;
        art.AddDisc(art.CentreX - dx, art.CentreY - dy, radius * 0.36, art.Palette.Third);
        art.Add(FineRings(art.CentreX + dx, art.CentreY + dy, radius, step).Stroke(art.Palette.Second, step * 0.42));
        art.Add(FineRings(art.CentreX - dx, art.CentreY - dy, radius, step).Stroke(art.Palette.First, step * 0.42));
    }

    public static void Record(ArtCanvas art)
    {
        var whole = art.Random.Chance(0.4);
        var radius = whole ? art.ShorterSide * 0.45 : Math.Max(art.Width, art.Height) * 0.58;
        var x = whole ? art.CentreX : art.Left + art.Width * art.Random.Pick(0.12, 0.88);
        var y = whole ? art.CentreY : art.Top + art.Height * art.Random.NextDouble(0.42, 0.58);
        var vinyl = art.Palette.Second;
        art.AddDisc(x, y, radius, vinyl);
        var tilt = art.Random.NextDouble(-1.1, -0.5);
        art.Add(Wedges(x, y, radius * 0.97, tilt, 0.34).Fill(art.Palette.Third));
        var grooves = new PathBuilder();
        for (var at = 0.46; at < 0.96; at += 0.045)
            grooves.Circle(x, y, radius * at);
        art.Add(grooves.Stroke(art.Palette.Ground, radius * 0.008));
        art.AddDisc(x, y, radius * 0.38, art.Palette.First);
        art.Add(ArtCanvas.CreateRing(x, y, radius * 0.3, art.Palette.Ground, radius * 0.01));
        art.AddDisc(x, y, radius * 0.05, art.Palette.Ground);
    }

    /// <summary>Sunflower seeds, placed by the golden angle.</summary>
    public static void Seeds(ArtCanvas art)
    {
        const int count = 150;
        var inks = art.ShuffleColours();
        var reach = art.ShorterSide * 0.52;
        var band = art.Random.Pick(3, 5, 8);
        for (var i = 2; i < count; i++)
        {
            var out01 = Math.Sqrt(i / (double)count);
            var angle = i * 2.399963;
            var ink =
                i % band == 0 ? inks[1]
                : out01 < 0.42 ? inks[2]
                : inks[0];
            art.AddDisc(
                art.CentreX + reach * out01 * Math.Cos(angle),
                art.CentreY + reach * out01 * Math.Sin(angle),
                art.ShorterSide * (0.012 + 0.023 * out01),
                ink
            );
        }
    }

    private static PathBuilder SunRays(double x, double y, double radius, int count)
    {
        var pen = new PathBuilder();
        for (var i = 0; i < count; i++)
        {
            var (angle, half) = (i * Math.Tau / count, Math.PI / count * 0.62);
            var tip = radius * (i % 2 == 0 ? 1.55 : 1.34);
            pen.MoveTo(x + radius * 1.1 * Math.Cos(angle - half), y + radius * 1.1 * Math.Sin(angle - half))
                .LineTo(x + tip * Math.Cos(angle), y + tip * Math.Sin(angle))
                .LineTo(x + radius * 1.1 * Math.Cos(angle + half), y + radius * 1.1 * Math.Sin(angle + half))
                .Close();
        }
        return pen;
    }

    private static PathBuilder Hill(ArtCanvas art, double foot, double height, double peak)
    {
        var (left, right, bottom) = (art.Left, art.Left + art.Width, art.Top + art.Height);
        var (y, top) = (art.Top + art.Height * foot, art.Top + art.Height * (foot - height));
        var x = left + art.Width * peak;
        return new PathBuilder()
            .MoveTo(left, bottom)
            .LineTo(left, y)
            .Cubic(left + (x - left) * 0.5, y, x - art.Width * 0.18, top, x, top)
            .Cubic(x + art.Width * 0.18, top, right - (right - x) * 0.5, y, right, y)
            .LineTo(right, bottom)
            .Close();
    }

    // Full rings: with stacked half discs, lower layers would show along the seam.
    private static PathBuilder HalfRing(double x, double y, double outer, double inner) =>
        new PathBuilder()
            .MoveTo(x, y - outer)
            .Arc(outer, x, y + outer)
            .LineTo(x, y + Math.Max(0, inner))
            .Arc(Math.Max(0.1, inner), x, y - Math.Max(0, inner), clockwise: false)
            .Close();

    private static PathBuilder FineRings(double x, double y, double radius, double step)
    {
        var pen = new PathBuilder();
        for (var r = step; r <= radius; r += step)
            pen.Circle(x, y, r);
        return pen;
    }

    private static PathBuilder Wedges(double x, double y, double radius, double angle, double width)
    {
        var pen = new PathBuilder();
        foreach (var from in new[] { angle, angle + Math.PI })
            pen.MoveTo(x, y)
                .LineTo(x + radius * Math.Cos(from), y + radius * Math.Sin(from))
                .Arc(radius, x + radius * Math.Cos(from + width), y + radius * Math.Sin(from + width))
                .Close();
        return pen;
    }
}
