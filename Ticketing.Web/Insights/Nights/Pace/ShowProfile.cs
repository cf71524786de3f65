namespace Ticketing.Insights.Nights.Pace;

/// <summary>What makes one show like another.</summary>
/// <param name="Places">How many people it may have at most.</param>
/// <param name="Price">The mean face value of its places, in minor units; 0 where it is free.</param>
public sealed record ShowProfile(Guid Id, string Title, string Kind, DateTimeOffset StartsAt, int Places, decimal Price)
{
    public bool IsFree => Price == 0;
}
