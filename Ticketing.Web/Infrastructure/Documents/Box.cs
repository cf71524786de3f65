namespace Ticketing.Infrastructure.Documents;

/// <summary>The origin is the top left; points on paper, user units in a drawing.</summary>
public readonly record struct Box(float X, float Y, float Width, float Height)
{
    public float Right => X + Width;

    public float Bottom => Y + Height;

    public Box Inset(float by) => new(X + by, Y + by, Width - 2 * by, Height - 2 * by);

    public bool Contains(Box other) => other.X >= X && other.Y >= Y && other.Right <= Right && other.Bottom <= Bottom;

    public bool Overlaps(Box other) => X < other.Right && other.X < Right && Y < other.Bottom && other.Y < Bottom;
}
