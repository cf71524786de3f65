namespace Ticketing.Features.Insights.Events.Pace;

/// <param name="Price">Mean face value in minor units, weighted by capacity.</param>
public sealed record EventProfile(Guid Id, string Title, string Kind, DateTimeOffset StartsAt, int Capacity, decimal Price)
{
    public bool IsFree => Price == 0;
}
