using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Events.Inventory;

/// <summary>
/// Counts who waits for what, and moves what was reserved for them. In transactions that have locked the event's row, as each sale does
/// first.
/// </summary>
public sealed class WaitingListStock(TicketingDbContext db)
{
    public async Task AddWaitingAsync(Guid eventId, IReadOnlyCollection<Guid> typeIds, CancellationToken ct)
    {
        await Event(eventId).ExecuteUpdateAsync(set => set.SetProperty(e => e.Waiting, e => e.Waiting + 1), ct);
        await Types(eventId, typeIds).ExecuteUpdateAsync(set => set.SetProperty(t => t.Waiting, t => t.Waiting + 1), ct);
    }

    /// <summary>Reserved places go on sale once nobody waits for them any more.</summary>
    public async Task RemoveWaitingAsync(Guid eventId, IReadOnlyCollection<Guid> typeIds, CancellationToken ct)
    {
        await Event(eventId)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(e => e.Waiting, e => e.Waiting - 1).SetProperty(e => e.Reserved, e => e.Waiting == 1 ? 0 : e.Reserved),
                ct
            );
        await Types(eventId, typeIds)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(t => t.Waiting, t => t.Waiting - 1).SetProperty(t => t.Reserved, t => t.Waiting == 1 ? 0 : t.Reserved),
                ct
            );
    }

    /// <summary>Holds tickets for somebody on the list: what is reserved first, then what is on sale.</summary>
    /// <returns>False if not enough is left: roll back.</returns>
    public async Task<bool> OfferAsync(Guid eventId, StockLine line, CancellationToken ct)
    {
        var (typeId, wanted) = line;
        return await Event(eventId)
                .Where(e => e.Status == EventStatus.Active && (e.Capacity == null || e.Held + e.Sold + wanted <= e.Capacity))
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(e => e.Held, e => e.Held + wanted)
                            .SetProperty(e => e.Reserved, e => e.Reserved > wanted ? e.Reserved - wanted : 0),
                    ct
                ) == 1
            && await Types(eventId, [typeId])
                .Where(t => !t.IsWithdrawn && t.Held + t.Sold + wanted <= t.Capacity)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(t => t.Held, t => t.Held + wanted)
                            .SetProperty(t => t.Reserved, t => t.Reserved > wanted ? t.Reserved - wanted : 0),
                    ct
                ) == 1;
    }

    /// <summary>Staff may have put more on sale: those who wait come first.</summary>
    internal async Task ReserveFreeAsync(Event @event, CancellationToken ct)
    {
        if (@event.Waiting > 0)
        {
            await Event(@event.Id)
                .Where(e => e.Waiting > 0 && e.Capacity != null)
                .ExecuteUpdateAsync(set => set.SetProperty(e => e.Reserved, e => e.Capacity!.Value - e.Held - e.Sold), ct);
            await Types(@event.Id)
                .Where(t => t.Waiting > 0)
                .ExecuteUpdateAsync(set => set.SetProperty(t => t.Reserved, t => t.Capacity - t.Held - t.Sold), ct);
        }
    }

    /// <summary>Puts on sale what nobody on the list can use.</summary>
    public async Task ReleaseReservedAsync(Guid eventId, CancellationToken ct)
    {
        await Event(eventId).ExecuteUpdateAsync(set => set.SetProperty(e => e.Reserved, 0), ct);
        await Types(eventId).Where(t => t.Reserved > 0).ExecuteUpdateAsync(set => set.SetProperty(t => t.Reserved, 0), ct);
    }

    private IQueryable<Event> Event(Guid id) => db.Set<Event>().Where(e => e.Id == id);

    private IQueryable<TicketType> Types(Guid eventId) => db.Set<TicketType>().Where(t => t.EventId == eventId);

    private IQueryable<TicketType> Types(Guid eventId, IReadOnlyCollection<Guid> ids) => Types(eventId).Where(t => ids.Contains(t.Id));
}
