using Ticketing.Features.Orders;

namespace Ticketing.Features.Insights.Timeline;

/// <summary>A feature's contribution to an order's timeline.</summary>
public interface ITimelineSource
{
    Task<IReadOnlyList<TimelineEntry>> GetForOrderAsync(Order order, CancellationToken ct);
}
