using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Events;
using Ticketing.Tickets;

namespace Ticketing.Insights.Nights.Arrivals;

/// <summary>Includes tickets that were refunded later.</summary>
public sealed class ArrivalBook(TicketingDbContext db)
{
    private static readonly TimeSpan Around = TimeSpan.FromHours(12);

    public async Task<ArrivalCurve> OfAsync(Event show, CancellationToken ct)
    {
        // Undoing an admission clears CheckedInAt.
        var admissions = await db.Set<Ticket>().Where(t => t.EventId == show.Id && t.CheckedInAt != null).Select(t => t.CheckedInAt!.Value).ToListAsync(ct);
        return ArrivalCurve.Of(admissions, (show.DoorsAt ?? show.StartsAt) - Around, show.EndsOrAssumedEndsAt + Around);
    }
}
