using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
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
        var title = filter.EventId is { } id
            ? await db.Set<Event>().Where(e => e.Id == id).Select(e => e.Title).SingleOrDefaultAsync(ct)
            : "";
        if (title is null)
        {
            return false;
        }

        var after = new
        {
            list,
            from = filter.First,
            to = filter.Last,
            @event = title.Length > 0 ? title : null,
            eventId = filter.EventId,
            status = filter.Orders?.Status?.ToString(),
            channel = filter.Orders?.Channel?.ToString(),
            searched = string.IsNullOrEmpty(filter.Orders?.Text) ? null : "yes",
        };
        await audit.RecordAsync($"export.{list}", "", title.Length > 0 ? title : "everything", before: null, after, ct);
        return true;
    }
}
