using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Events;
using Ticketing.Tickets;

namespace Ticketing.CheckIn;

/// <param name="In">Including people whose ticket was refunded afterwards.</param>
/// <param name="Sold">Valid tickets.</param>
/// <param name="Places">The event's capacity.</param>
public sealed record DoorCount(int In, int Sold, int Places);

public sealed class DoorCounts(TicketingDbContext db)
{
    /// <returns>Unknown ids are left out.</returns>
    public async Task<IReadOnlyDictionary<Guid, DoorCount>> OfAsync(IReadOnlyCollection<Guid> eventIds, CancellationToken ct)
    {
        var events = await db.Set<Event>().AsNoTracking().Where(e => eventIds.Contains(e.Id)).Select(e => new
        {
            e.Id, e.Sold, e.Capacity,
            Places = e.TicketTypes.Sum(t => t.IsWithdrawn ? t.Held + t.Sold : t.Capacity),
            In = db.Set<Ticket>().Count(t => t.EventId == e.Id && t.CheckedInAt != null),
        }).ToListAsync(ct);
        return events.ToDictionary(e => e.Id, e => new DoorCount(e.In, e.Sold, Math.Min(e.Places, e.Capacity ?? int.MaxValue)));
    }
}
