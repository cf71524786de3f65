using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Holds;

/// <summary>For staff: puts the tickets back on sale that a few clients hold. Holds in payment stay.</summary>
public sealed class ReleaseBulkHolds(TicketingDbContext db, TicketHolds holds, BulkHolders holders, AuditTrail audit)
{
    /// <returns>How many tickets were freed; 0 if no few clients hold most of them any more.</returns>
    public Task<int> ReleaseAsync(Guid eventId, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var @event = await db.Set<Event>().AsNoTracking().Include(e => e.TicketTypes).SingleAsync(e => e.Id == eventId, ct);
                return await holders.FindAsync(@event, ct) is { } few ? await ReleaseAsync(@event, few, ct) : 0;
            },
            ct: ct
        );

    private async Task<int> ReleaseAsync(Event @event, HeldByFewClients few, CancellationToken ct)
    {
        // All holds are locked before the event's row, as by every other write.
        var live = await db.Set<Hold>()
            .AsNoTracking()
            .Where(h => h.EventId == @event.Id && h.Status == HoldStatus.Live && few.AddressKeys.Contains(h.AddressKey!))
            .OrderBy(h => h.Id)
            .Select(h => h.Id)
            .ForUpdate()
            .ToListAsync(ct);
        var freed = 0;
        foreach (var id in live)
        {
            freed += await holds.ReleaseAsync(id, ct) ? (await holds.GetAsync(id, ct)).Lines.Sum(line => line.Quantity) : 0;
        }

        if (freed > 0)
        {
            await audit.RecordAsync("event.holds-freed", @event.Id, @event.Title, before: null, new { Tickets = freed, few.Clients }, ct);
        }

        return freed;
    }
}
