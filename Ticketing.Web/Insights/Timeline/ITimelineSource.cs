using Ticketing.Orders;

namespace Ticketing.Insights.Timeline;

/// <summary>A feature's contribution to an order's timeline.</summary>
public interface ITimelineSource
{
    Task<IReadOnlyList<TimelineEntry>> OfAsync(Order order, CancellationToken ct);
}
