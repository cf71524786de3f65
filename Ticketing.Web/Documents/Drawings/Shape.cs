namespace Ticketing.Documents.Drawings;

/// <summary>A part of a <see cref="Drawing"/>.</summary>
public abstract record Shape
{
    public sealed record Rectangle(Box Box, Ink Ink, float Radius = 0) : Shape;

    public sealed record Disc(float X, float Y, float Radius, Ink Ink) : Shape;

    /// <param name="Data">SVG path data; inside is what a nonzero winding makes inside.</param>
    public sealed record Outline(string Data, Ink Ink) : Shape;

    /// <summary>Shows of the parts only what lies within the window; the window itself is not painted.</summary>
    public sealed record Clipped(Shape Window, IReadOnlyList<Shape> Parts) : Shape;
}
