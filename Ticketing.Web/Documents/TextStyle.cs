namespace Ticketing.Documents;

/// <summary>How a text is set.</summary>
/// <param name="Size">In points (in user units inside a drawing).</param>
/// <param name="LineHeight">A multiple of the size.</param>
/// <param name="Tracking">Extra space after each letter, in ems; scripts whose letters join ignore it.</param>
public sealed record TextStyle(
    Face Face = Face.Body,
    float Size = 10,
    Colour Colour = default,
    Align Align = Align.Start,
    float LineHeight = 1.4f,
    float Tracking = 0);
