namespace Ticketing.Infrastructure.Documents;

/// <summary>Start and end follow the direction of each paragraph; Left does not.</summary>
public enum Align
{
    Start,
    Centre,
    End,
    Left,
}
