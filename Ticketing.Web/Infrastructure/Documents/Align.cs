namespace Ticketing.Infrastructure.Documents;

/// <summary>Start and end follow the direction of each paragraph; left and right do not.</summary>
public enum Align
{
    Start,
    Centre,
    End,
    Left,
    Right,
}
