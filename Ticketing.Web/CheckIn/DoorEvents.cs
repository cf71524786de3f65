using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Events;

namespace Ticketing.CheckIn;

public sealed class DoorEvents(TicketingDbContext db, TimeProvider clock)
{
    private const int Most = 60;
    private static readonly TimeSpan Back = TimeSpan.FromDays(2);
    private static readonly TimeSpan Early = TimeSpan.FromHours(2);
    private static readonly TimeSpan Late = TimeSpan.FromHours(1);

    /// <summary>Events since two days ago, soonest first.</summary>
    public async Task<IReadOnlyList<Event>> ReadAsync(CancellationToken ct)
    {
        var from = clock.GetUtcNow() - Back;
        return await db.Set<Event>().AsNoTracking().Where(e => e.Status != EventStatus.Inactive && e.StartsAt >= from)
            .OrderBy(e => e.StartsAt).ThenBy(e => e.Id).Take(Most).ToListAsync(ct);
    }

    public Task<Event?> FindAsync(Guid id, CancellationToken ct) => db.Set<Event>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, ct);

    /// <summary>True while people are expected to arrive.</summary>
    public bool IsOn(Event @event)
    {
        var now = clock.GetUtcNow();
        return @event.Status == EventStatus.Active && (@event.DoorsAt ?? @event.StartsAt) - Early <= now && now <= @event.EndsOrAssumedEndsAt + Late;
    }

    /// <summary>In the event's own time zone.</summary>
    public bool IsToday(Event @event) => EventTimes.At(@event, clock.GetUtcNow()).Date == @event.LocalStart().Date;

    public bool IsPast(Event @event) => @event.EndsOrAssumedEndsAt < clock.GetUtcNow();
}
