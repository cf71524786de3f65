using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Events;
using Ticketing.Tickets;

namespace Ticketing.CheckIn;

/// <summary>How full the house is.</summary>
/// <param name="In">Who came in, also with a ticket that was refunded afterwards.</param>
/// <param name="Sold">Valid tickets.</param>
/// <param name="Places">How many the event can have at most.</param>
public sealed record DoorCount(int In, int Sold, int Places);

/// <summary>Counts people at the door; read only.</summary>
public sealed class DoorCounts(TicketingDbContext db)
{
    /// <returns>By event, for those that there are.</returns>
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
