namespace Ticketing.Insights.Nights.Pace;

/// <param name="Price">Mean face value in minor units, weighted by capacity.</param>
public sealed record ShowProfile(Guid Id, string Title, string Kind, DateTimeOffset StartsAt, int Places, decimal Price)
{
    public bool IsFree => Price == 0;
}
