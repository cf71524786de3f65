namespace Ticketing.Infrastructure.Documents;

public enum TextDirection
{
    /// <summary>The direction of the first letter that has one.</summary>
    Auto,
    LeftToRight,
    RightToLeft,

    /// <summary>From right to left if any letter is: for right-to-left documents, whose texts may start with a Latin name.</summary>
    RightToLeftIfAny,
}
