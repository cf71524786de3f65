namespace Ticketing.Documents;

/// <summary>Start and end follow the direction of each paragraph: an Arabic one starts at the right. Left is left for all.</summary>
public enum Align
{
    Start,
    Centre,
    End,
    Left,
}
