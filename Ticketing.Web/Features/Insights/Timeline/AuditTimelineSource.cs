using Microsoft.Extensions.Options;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Disputes;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Features.Insights.Timeline;

internal sealed class AuditTimelineSource(AuditTrail audit, VenueClock clock, IOptionsMonitor<SiteOptions> site) : ITimelineSource
{
    public async Task<IReadOnlyList<TimelineEntry>> GetForOrderAsync(Order order, CancellationToken ct) =>
        [.. (await audit.GetForSubjectAsync(order.Id, ct)).Select(ToEntry)];

    private TimelineEntry ToEntry(AuditEntry entry) =>
        new(
            entry.At,
            $"{AuditText.DescribeActor(entry)} {AuditText.Describe(entry.Action)}",
            string.Join(" · ", GetChanges(entry).Select(GetChangeText))
        );

    private IReadOnlyList<AuditChange> GetChanges(AuditEntry entry) =>
        AuditChanges.From(
            entry,
            clock,
            site.CurrentValue.Currency,
            findText: (name, value) => DisputeWording.FindRecorded(entry, name, value)
        );

    private static string GetChangeText(AuditChange change) =>
        string.IsNullOrEmpty(change.Before)
            ? $"{change.Label}: {change.After}"
            : $"{change.Label}: {change.Before} → {(string.IsNullOrEmpty(change.After) ? T["nothing"] : change.After)}";
}
