using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.CheckIn;

/// <param name="In">Number of people admitted, including those whose ticket was refunded afterwards.</param>
/// <param name="Sold">Number of valid tickets.</param>
/// <param name="Places">The event's capacity.</param>
public sealed record AdmissionCount(int In, int Sold, int Places);

public sealed class AdmissionCountQueries(TicketingDbContext db)
{
    /// <returns>Unknown ids are left out.</returns>
    public async Task<IReadOnlyDictionary<Guid, AdmissionCount>> GetForEventsAsync(IReadOnlyCollection<Guid> eventIds, CancellationToken ct)
    {
        var events = await db.Set<Event>()
            .AsNoTracking()
            .Where(e => eventIds.Contains(e.Id))
            .Select(e => new
            {
                e.Id,
                e.Sold,
                e.Capacity,
                Places = e.TicketTypes.Sum(t => t.IsWithdrawn ? t.Held + t.Sold : t.Capacity),
                In = db.Set<Ticket>().Count(t => t.EventId == e.Id && t.CheckedInAt != null),
            })
            .ToListAsync(ct);
        return events.ToDictionary(e => e.Id, e => new AdmissionCount(e.In, e.Sold, Math.Min(e.Places, e.Capacity ?? int.MaxValue)));
    }
}
