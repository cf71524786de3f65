using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Orders.Search;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Insights.Exports;

/// <summary>
/// Audits who exported which list, because personal data leaves the system. The GET writes this first; without it nothing is sent.
/// </summary>
public sealed class ExportAudit(TicketingDbContext db, AuditTrail audit)
{
    /// <returns>False if the event does not exist.</returns>
    public async Task<bool> RecordAsync(string list, ExportFilter filter, CancellationToken ct)
    {
        if (await FindTitleAsync(filter, ct) is not { } title)
        {
            return false;
        }

        var orders = filter.Orders;
        var after = new
        {
            list,
            from = filter.First,
            to = filter.Last,
            @event = title.Length > 0 ? title : null,
            eventId = filter.EventId,
            status = orders?.Status?.ToString(),
            channel = orders?.Channel?.ToString(),
            since = orders?.From,
            until = orders?.Until,
            searched = Say(!string.IsNullOrEmpty(orders?.Text)),
            salesOnly = Say(orders is { SoldOnly: true }),
            partRefunded = Say(orders is { PartRefunded: true }),
            withNote = Say(orders is { HasNote: true }),
            tagged = Say(orders?.Tag is not null),
        };
        var isComplete = orders is null || orders == new OrderFilter { IncludesNotes = true };
        var subject =
            title.Length > 0 ? title
            : isComplete ? "everything"
            : "a part";
        await audit.RecordAsync($"export.{list}", "", subject, before: null, after, ct);
        return true;
    }

    /// <summary>For a request that sends nothing and is not audited.</summary>
    /// <returns>True if all events are exported.</returns>
    public async Task<bool> IsEventKnownAsync(ExportFilter filter, CancellationToken ct) => await FindTitleAsync(filter, ct) is not null;

    /// <returns>Empty if all events are exported; null if the event does not exist.</returns>
    private Task<string?> FindTitleAsync(ExportFilter filter, CancellationToken ct) =>
        filter.EventId is { } id
            ? db.Set<Event>().Where(e => e.Id == id).Select(e => (string?)e.Title).SingleOrDefaultAsync(ct)
            : Task.FromResult<string?>("");

    private static string? Say(bool isFiltered) => isFiltered ? "yes" : null;
}
