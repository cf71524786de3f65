using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Snapshots;

namespace Ticketing.Features.Tickets;

/// <summary>
/// Otherwise an event gets its key with its first ticket. If that is after the backup, no ticket of the event is good after a restore.
/// </summary>
internal sealed class CreateTicketKeys(TicketingDbContext db, TicketCodeService codes, TimeProvider clock) : IBackupPreparation
{
    public async Task PrepareAsync(CancellationToken ct)
    {
        var since = clock.GetUtcNow() - TicketCodeService.ValidAfterEnd;
        var withoutKey = db.Set<Event>().Where(e => (e.EndsAt ?? e.StartsAt) > since && !db.Set<TicketKey>().Any(k => k.EventId == e.Id));
        foreach (var id in await withoutKey.Select(e => e.Id).ToListAsync(ct))
        {
            await codes.GetOrCreateKeyAsync(id, ct);
        }
    }
}
