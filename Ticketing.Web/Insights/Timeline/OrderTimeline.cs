using Ticketing.Orders;

namespace Ticketing.Insights.Timeline;

/// <summary>All that happened to one order, the oldest first: the answer to "why did I get this?".</summary>
public sealed class OrderTimeline(IEnumerable<ITimelineSource> sources)
{
    public async Task<IReadOnlyList<TimelineEntry>> OfAsync(Order order, CancellationToken ct)
    {
        var entries = new List<TimelineEntry>();
        foreach (var source in sources)
        {
            entries.AddRange(await source.OfAsync(order, ct));
        }

        // Stable: what happened in the same instant stays in the order of the sources.
        return [.. entries.OrderBy(entry => entry.At)];
    }
}
