using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.WaitingRoom;

public static class PausedSales
{
    /// <summary>Staff may have forgotten them.</summary>
    private static readonly TimeSpan LongPause = TimeSpan.FromMinutes(10);

    /// <summary>Events for which nobody has been let in for some time, because staff paused the waiting room.</summary>
    public static Task<List<Event>> ListLongPausedAsync(this TicketingDbContext db, DateTimeOffset now, CancellationToken ct)
    {
        var since = now - LongPause;
        return db.Set<EventWaitingRoom>()
            .Where(r => r.IsPaused && (r.IsOn || r.OpenedByLoadAt != null) && r.AdvancedAt <= since)
            .Join(db.Set<Event>().AsNoTracking(), r => r.EventId, e => e.Id, (r, e) => e)
            .Where(e => e.Status == EventStatus.Active && e.StartsAt > now)
            .OrderBy(e => e.StartsAt)
            .ToListAsync(ct);
    }
}
