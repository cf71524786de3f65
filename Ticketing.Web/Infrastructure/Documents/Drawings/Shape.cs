namespace Ticketing.Infrastructure.Documents.Drawings;

public abstract record Shape
{
    public sealed record Rectangle(Box Box, Ink Ink, float Radius = 0) : Shape;

    public sealed record Disc(float X, float Y, float Radius, Ink Ink) : Shape;

    /// <param name="Data">SVG path data, filled by the nonzero rule.</param>
    /// <param name="Unit">User units that 1 in the path data stands for.</param>
    public sealed record Outline(string Data, Ink Ink, float Unit = 1) : Shape;

    /// <summary>Clips the parts to the window, which is not painted itself.</summary>
    public sealed record Clipped(Shape Window, IReadOnlyList<Shape> Parts) : Shape;
}
