namespace Ticketing.Infrastructure.Documents.Drawings;

/// <summary>Strokes have round ends and joints.</summary>
/// <param name="Width">Of the stroke, in user units.</param>
public readonly record struct Ink(Colour? Fill, Colour? Stroke = null, float Width = 0)
{
    public static Ink Filled(Colour colour) => new(colour);

    public static Ink Stroked(Colour colour, float width) => new(null, colour, width);
}
