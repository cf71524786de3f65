using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Holds;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.WaitingList;

/// <summary>An offer goes to the next on the list.</summary>
public sealed class LeaveWaitingList(
    TicketingDbContext db,
    EventLoader loader,
    WaitingListEntries entries,
    WaitingListStock stock,
    TicketHolds holds,
    SettleOffers settling,
    AuditTrail audit,
    TimeProvider clock
)
{
    private const int MaxAttempts = 3;

    /// <summary>Safe to repeat.</summary>
    /// <returns>False if its tickets are being paid for.</returns>
    public async Task<bool> LeaveAsync(Guid entryId, CancellationToken ct)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            if (await entries.FindAsync(entryId, ct) is not { Entry: { IsActive: true } entry } place)
            {
                return true;
            }

            if (place.Offer is { } offer)
            {
                await holds.ReleaseAsync(offer.HoldId, ct);
                await settling.SettleAsync(ct);
                return !(await holds.GetAsync(offer.HoldId, ct)).IsOpen(clock.GetUtcNow());
            }

            if (await db.WriteAsync(() => TryEndAsync(entry, EntryStatus.Left, ct), ct: ct))
            {
                return true;
            }

            // It has just got an offer, or its tickets were given back a moment ago.
            await settling.SettleAsync(ct);
        }

        return true;
    }

    /// <summary>By staff, while it waits.</summary>
    /// <returns>False if it does not wait.</returns>
    public Task<bool> RemoveAsync(Guid eventId, Guid entryId, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var entry = await db.Set<WaitingListEntry>()
                    .AsNoTracking()
                    .Include(e => e.Choices)
                    .FirstOrDefaultAsync(e => e.Id == entryId && e.EventId == eventId, ct);
                if (entry is null || !await TryEndAsync(entry, EntryStatus.Closed, ct))
                {
                    return false;
                }

                var title = await db.Set<Event>().Where(e => e.Id == eventId).Select(e => e.Title).SingleAsync(ct);
                await audit.RecordAsync("event.waiting-list-removed", eventId, title, null, null, ct);
                return true;
            },
            ct: ct
        );

    /// <summary>In a write. It locks the event's row first.</summary>
    /// <returns>False if it does not wait any more.</returns>
    internal async Task<bool> TryEndAsync(WaitingListEntry entry, EntryStatus status, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await loader.LoadLockedAsync(entry.EventId, ct);
        var ended = await db.Set<WaitingListEntry>()
            .Where(e => e.Id == entry.Id && e.Status == EntryStatus.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.Status, status).SetProperty(e => e.EndedAt, now), ct);
        if (ended == 1)
        {
            await stock.RemoveWaitingAsync(entry.EventId, [.. entry.Choices.Select(choice => choice.TicketTypeId)], ct);
        }

        return ended == 1;
    }
}
