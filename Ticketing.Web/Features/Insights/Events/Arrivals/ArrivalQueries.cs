using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Insights.Events.Arrivals;

/// <summary>Includes tickets that were refunded later.</summary>
public sealed class ArrivalQueries(TicketingDbContext db)
{
    private static readonly TimeSpan ChartMargin = TimeSpan.FromHours(12);

    public async Task<ArrivalCurve> GetForEventAsync(Event show, CancellationToken ct)
    {
        // Undoing an admission clears CheckedInAt.
        var admissions = await db.Set<Ticket>()
            .Where(t => t.EventId == show.Id && t.CheckedInAt != null)
            .Select(t => t.CheckedInAt!.Value)
            .ToListAsync(ct);
        return ArrivalCurve.Create(admissions, (show.DoorsAt ?? show.StartsAt) - ChartMargin, show.EndsOrAssumedEndsAt + ChartMargin);
    }
}
