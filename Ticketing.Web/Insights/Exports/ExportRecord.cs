using Microsoft.EntityFrameworkCore;
using Ticketing.Audit;
using Ticketing.Data;
using Ticketing.Events;

namespace Ticketing.Insights.Exports;

/// <summary>
/// Writes down who took which list out of the house: from then on its personal data is beyond the program's care. Although a download is a
/// GET, this is right: the trail changes nothing that anybody asks for, and without the line nothing is sent.
/// </summary>
public sealed class ExportRecord(TicketingDbContext db, AuditTrail audit)
{
    /// <returns>False where there is no such event: nothing is written down.</returns>
    public async Task<bool> WriteAsync(string list, ExportFilter filter, CancellationToken ct)
    {
        var title = filter.EventId is { } id ? await db.Set<Event>().Where(e => e.Id == id).Select(e => e.Title).SingleOrDefaultAsync(ct) : "";
        if (title is null)
        {
            return false;
        }

        var after = new { list, from = filter.First, to = filter.Last, @event = title.Length > 0 ? title : null, eventId = filter.EventId };
        await audit.RecordAsync($"export.{list}", "", title.Length > 0 ? title : "everything", before: null, after, ct);
        return true;
    }
}
