using Ticketing.Audit;
using Ticketing.Orders;
using Ticketing.Settings;

namespace Ticketing.Insights.Timeline;

internal sealed class StaffSource(AuditTrail audit, VenueClock clock) : ITimelineSource
{
    public async Task<IReadOnlyList<TimelineEntry>> OfAsync(Order order, CancellationToken ct) =>
        [.. (await audit.OfSubjectAsync(order.Id, ct)).Select(Of)];

    private TimelineEntry Of(AuditEntry entry) =>
        new(entry.At, $"{entry.ActorName} {AuditWords.Deed(entry.Action)}", string.Join(" · ", AuditChanges.Of(entry, clock).Select(InWords)));

    private static string InWords(AuditChange change) => string.IsNullOrEmpty(change.Before)
        ? $"{change.Label}: {change.After}"
        : $"{change.Label}: {change.Before} → {(string.IsNullOrEmpty(change.After) ? "none" : change.After)}";
}
