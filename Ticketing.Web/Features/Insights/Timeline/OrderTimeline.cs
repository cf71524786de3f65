using Ticketing.Features.Orders;

namespace Ticketing.Features.Insights.Timeline;

/// <summary>Oldest first; answers "why did I get this?".</summary>
public sealed class OrderTimeline(IEnumerable<ITimelineSource> sources)
{
    public async Task<IReadOnlyList<TimelineEntry>> GetForOrderAsync(Order order, CancellationToken ct)
    {
        var entries = new List<TimelineEntry>();
        foreach (var source in sources)
        {
            entries.AddRange(await source.GetForOrderAsync(order, ct));
        }

        // A stable sort: equal times keep the order of the sources.
        return [.. entries.OrderBy(entry => entry.At)];
    }
}
