using Ticketing.Documents;
using Ticketing.Documents.Drawings;

namespace Ticketing.Events.Posters;

/// <summary>Shapes are clipped at the area's edge.</summary>
internal sealed class ArtCanvas(Box area, Palette palette, Dice dice)
{
    private readonly List<Shape> shapes = [];

    public IReadOnlyList<Shape> Shapes => shapes;

    public Palette Palette => palette;

    public Dice Dice => dice;

    public double Left => area.X;

    public double Top => area.Y;

    public double Width => area.Width;

    public double Height => area.Height;

    public double CentreX => area.X + area.Width / 2;

    public double CentreY => area.Y + area.Height / 2;

    public double Side => Math.Min(area.Width, area.Height);

    public Colour[] Mixed()
    {
        Colour[] colours = [palette.First, palette.Second, palette.Third];
        for (var i = 2; i > 0; i--)
        {
            var j = dice.Below(i + 1);
            (colours[i], colours[j]) = (colours[j], colours[i]);
        }
        return colours;
    }

    public void Add(Shape shape) => shapes.Add(shape);

    public void Disc(double x, double y, double radius, Colour colour) => Add(DiscOf(x, y, radius, colour));

    public void Rectangle(double x, double y, double width, double height, Colour colour, double radius = 0) =>
        Add(new Shape.Rectangle(new Box((float)x, (float)y, (float)width, (float)height), Ink.Filled(colour), (float)radius));

    public void Inside(Shape window, params IReadOnlyList<Shape> parts) => Add(new Shape.Clipped(window, parts));

    public static Shape DiscOf(double x, double y, double radius, Colour colour) =>
        new Shape.Disc((float)x, (float)y, (float)radius, Ink.Filled(colour));

    public static Shape RingOf(double x, double y, double radius, Colour colour, double width) =>
        new Shape.Disc((float)x, (float)y, (float)radius, Ink.Stroked(colour, (float)width));
}
