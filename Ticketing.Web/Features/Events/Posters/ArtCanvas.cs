using Ticketing.Infrastructure.Documents;
using Ticketing.Infrastructure.Documents.Drawings;

namespace Ticketing.Features.Events.Posters;

/// <summary>Shapes are clipped at the area's edge.</summary>
internal sealed class ArtCanvas(Box area, Palette palette, SeededRandom random)
{
    private readonly List<Shape> shapes = [];

    public IReadOnlyList<Shape> Shapes => shapes;

    public Palette Palette => palette;

    public SeededRandom Random => random;

    public double Left => area.X;

    public double Top => area.Y;

    public double Width => area.Width;

    public double Height => area.Height;

    public double CentreX => area.X + area.Width / 2;

    public double CentreY => area.Y + area.Height / 2;

    public double ShorterSide => Math.Min(area.Width, area.Height);

    public Colour[] ShuffleColours()
    {
        Colour[] colours = [palette.First, palette.Second, palette.Third];
        for (var i = 2; i > 0; i--)
        {
            var j = random.NextInt(i + 1);
            (colours[i], colours[j]) = (colours[j], colours[i]);
        }
        return colours;
    }

    public void Add(Shape shape) => shapes.Add(shape);

    public void AddDisc(double x, double y, double radius, Colour colour) => Add(CreateDisc(x, y, radius, colour));

    public void AddRectangle(double x, double y, double width, double height, Colour colour, double radius = 0) =>
        Add(new Shape.Rectangle(new Box((float)x, (float)y, (float)width, (float)height), Ink.Filled(colour), (float)radius));

    public void AddClipped(Shape window, params IReadOnlyList<Shape> parts) => Add(new Shape.Clipped(window, parts));

    public static Shape CreateDisc(double x, double y, double radius, Colour colour) =>
        new Shape.Disc((float)x, (float)y, (float)radius, Ink.Filled(colour));

    public static Shape CreateRing(double x, double y, double radius, Colour colour, double width) =>
        new Shape.Disc((float)x, (float)y, (float)radius, Ink.Stroked(colour, (float)width));
}
