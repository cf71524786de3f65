using Ticketing.Orders;

namespace Ticketing.Insights.Timeline;

/// <summary>What one part of the house knows of an order's past. A new part registers its own.</summary>
public interface ITimelineSource
{
    Task<IReadOnlyList<TimelineEntry>> OfAsync(Order order, CancellationToken ct);
}
