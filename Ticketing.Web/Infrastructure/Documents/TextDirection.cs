namespace Ticketing.Infrastructure.Documents;

public enum TextDirection
{
    /// <summary>The direction of the first letter that has one.</summary>
    Auto,
    LeftToRight,
    RightToLeft,
}
