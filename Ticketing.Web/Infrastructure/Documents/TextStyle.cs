namespace Ticketing.Infrastructure.Documents;

/// <param name="Size">In points, or user units in a drawing.</param>
/// <param name="LineHeight">Multiple of the size.</param>
/// <param name="Tracking">Extra space after each letter, in ems; ignored by scripts whose letters join.</param>
public sealed record TextStyle(
    FontFace Face = FontFace.Body,
    float Size = 10,
    Colour Colour = default,
    Align Align = Align.Start,
    float LineHeight = 1.4f,
    float Tracking = 0,
    TextDirection Direction = TextDirection.Auto
);
