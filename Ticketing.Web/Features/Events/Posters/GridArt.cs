using Ticketing.Infrastructure.Documents;
using Ticketing.Infrastructure.Documents.Drawings;

namespace Ticketing.Features.Events.Posters;

internal static class GridArt
{
    public static void Arches(ArtCanvas art)
    {
        var inks = art.ShuffleColours();
        if (art.Random.Chance(0.4))
            Gate(art, inks);
        else
            Scales(art, inks);
    }

    public static void Quarters(ArtCanvas art)
    {
        var columns = art.Random.Pick(4, 5);
        var cell = art.Width / columns;
        var rows = (int)Math.Ceiling(art.Height / cell);
        for (var row = 0; row < rows; row++)
        for (var column = 0; column < columns; column++)
            Tile(art, art.Left + column * cell, art.Top + art.Height - (row + 1) * cell, cell);
    }

    /// <summary>Follows Truchet tiles.</summary>
    public static void Ribbons(ArtCanvas art)
    {
        var cell = art.Width / art.Random.Pick(4, 5);
        var (bands, centres) = (new PathBuilder(), new PathBuilder());
        for (var y = art.Top + art.Height - cell; y > art.Top - cell; y -= cell)
        for (var x = art.Left; x < art.Left + art.Width - 1; x += cell)
            if (art.Random.Chance(0.5))
                Curves((x, y + cell / 2), (x + cell / 2, y), false, (x + cell / 2, y + cell), (x + cell, y + cell / 2), true);
            else
                Curves((x + cell / 2, y), (x + cell, y + cell / 2), false, (x, y + cell / 2), (x + cell / 2, y + cell), true);
        art.Add(bands.Stroke(art.Palette.First, cell * 0.4));
        art.Add(centres.Stroke(art.Palette.Ground, cell * 0.2));
        art.Add(centres.Stroke(art.Palette.Second, cell * 0.1));

        void Curves(
            (double X, double Y) a,
            (double X, double Y) b,
            bool firstClockwise,
            (double X, double Y) c,
            (double X, double Y) d,
            bool secondClockwise
        )
        {
            foreach (var pen in new[] { bands, centres })
                pen.MoveTo(a.X, a.Y).Arc(cell / 2, b.X, b.Y, firstClockwise).MoveTo(c.X, c.Y).Arc(cell / 2, d.X, d.Y, secondClockwise);
        }
    }

    public static void Halftone(ArtCanvas art)
    {
        var step = art.Width / 11;
        var (fx, fy) = (art.Left + art.Width * art.Random.NextDouble(0.25, 0.75), art.Top + art.Height * art.Random.NextDouble(0.3, 0.7));
        var reach = Math.Max(art.Width, art.Height) * 0.72;
        var rows = (int)(art.Height / (step * 0.9)) + 1;
        for (var row = 0; row < rows; row++)
        for (var column = 0; column < 12; column++)
        {
            var (x, y) = (art.Left + (column + row % 2 * 0.5) * step, art.Top + step * 0.45 + row * step * 0.9);
            var near = Math.Max(0, 1 - Math.Sqrt((x - fx) * (x - fx) + (y - fy) * (y - fy)) / reach);
            art.AddDisc(x, y, step * (0.06 + 0.5 * near * near), near > 0.72 ? art.Palette.Second : art.Palette.First);
        }
    }

    private static void Gate(ArtCanvas art, Colour[] inks)
    {
        var outer = Math.Min(art.Width * 0.46, art.Height * 0.86);
        var spring = art.Top + outer + art.Height * 0.08;
        Colour[] cycle = [inks[0], art.Palette.Ground, inks[1], art.Palette.Ground, inks[2], art.Palette.Ground, inks[0]];
        for (var i = 0; i < cycle.Length; i++)
        {
            var r = outer * (1 - i * 0.135);
            art.Add(
                new PathBuilder()
                    .MoveTo(art.CentreX - r, art.Top + art.Height)
                    .LineTo(art.CentreX - r, spring)
                    .Arc(r, art.CentreX + r, spring)
                    .LineTo(art.CentreX + r, art.Top + art.Height)
                    .Close()
                    .Fill(cycle[i])
            );
        }
    }

    private static void Scales(ArtCanvas art, Colour[] inks)
    {
        var radius = art.Width / art.Random.Pick(6, 8);
        var rows = (int)Math.Ceiling(art.Height / (radius * 0.7)) + 1;
        var first = art.Top + art.Height + radius * 0.3 - (rows - 1) * radius * 0.7;
        for (var row = 0; row < rows; row++)
        for (var x = art.Left + (row % 2) * radius; x <= art.Left + art.Width + radius; x += 2 * radius)
        {
            var y = first + row * radius * 0.7;
            art.AddDisc(x, y, radius, art.Palette.Ground);
            art.AddDisc(x, y, radius * 0.93, inks[row % 3]);
            art.AddDisc(x, y, radius * 0.66, art.Palette.Ground);
            art.AddDisc(x, y, radius * 0.5, inks[(row + 1) % 3]);
        }
    }

    private static void Tile(ArtCanvas art, double x, double y, double cell)
    {
        var inks = art.ShuffleColours();
        if (art.Random.Chance(0.4))
            art.AddRectangle(x, y, cell, cell, inks[1]);
        switch (art.Random.NextInt(5))
        {
            case 0:
                art.AddDisc(x + cell / 2, y + cell / 2, cell / 2, inks[0]);
                art.AddDisc(x + cell / 2, y + cell / 2, cell / 5, art.Palette.Ground);
                break;
            case 1:
                art.Add(Leaf(x, y, cell, art.Random.Chance(0.5)).Fill(inks[0]));
                break;
            case 2:
                var upper = art.Random.Chance(0.5) ? y + cell / 2 : y + cell;
                art.Add(new PathBuilder().MoveTo(x, upper).Arc(cell / 2, x + cell, upper).Close().Fill(inks[0]));
                break;
            default:
                var (cx, cy) = (art.Random.NextInt(2), art.Random.NextInt(2));
                art.Add(Quarter(x + cx * cell, y + cy * cell, cx, cy, cell).Fill(inks[0]));
                art.Add(Quarter(x + cx * cell, y + cy * cell, cx, cy, cell / 2).Fill(inks[2]));
                break;
        }
    }

    /// <summary><paramref name="right"/> and <paramref name="low"/> (0 or 1) select the corner of the cell.</summary>
    private static PathBuilder Quarter(double x, double y, int right, int low, double radius) =>
        new PathBuilder()
            .MoveTo(x, y)
            .LineTo(x + radius * (1 - 2 * right), y)
            .Arc(radius, x, y + radius * (1 - 2 * low), clockwise: right == low)
            .Close();

    private static PathBuilder Leaf(double x, double y, double cell, bool rising) =>
        rising
            ? new PathBuilder().MoveTo(x, y + cell).Arc(cell, x + cell, y).Arc(cell, x, y + cell).Close()
            : new PathBuilder().MoveTo(x, y).Arc(cell, x + cell, y + cell).Arc(cell, x, y).Close();
}
