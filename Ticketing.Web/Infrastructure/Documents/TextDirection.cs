namespace Ticketing.Infrastructure.Documents;

public enum TextDirection
{
    /// <summary>That of the first letter that has one.</summary>
    Auto,
    LeftToRight,
    RightToLeft,
}
