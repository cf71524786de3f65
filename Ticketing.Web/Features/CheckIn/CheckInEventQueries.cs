using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.CheckIn;

public sealed class CheckInEventQueries(TicketingDbContext db, OpenEvents open, TimeProvider clock)
{
    private const int MaxEvents = 60;
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(2);
    private static readonly TimeSpan OpensBefore = TimeSpan.FromHours(2);
    private static readonly TimeSpan ClosesAfter = TimeSpan.FromHours(1);

    /// <summary>Events that take place or ended since two days ago, soonest first.</summary>
    public async Task<IReadOnlyList<Event>> ListAsync(CancellationToken ct)
    {
        var from = clock.GetUtcNow() - LookBack;
        return await db.Set<Event>()
            .AsNoTracking()
            .Where(e => e.Status != EventStatus.Inactive && (e.EndsAt ?? e.StartsAt) >= from)
            .OrderBy(e => e.StartsAt)
            .ThenBy(e => e.Id)
            .Take(MaxEvents)
            .ToListAsync(ct);
    }

    public Task<Event?> FindAsync(Guid id, CancellationToken ct) =>
        db.Set<Event>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, ct);

    /// <summary>True while people are expected to arrive.</summary>
    public bool IsAdmitting(Event @event)
    {
        var now = clock.GetUtcNow();
        return @event.Status == EventStatus.Active
            && (@event.DoorsAt ?? @event.StartsAt) - OpensBefore <= now
            && now <= GetEnd(@event) + ClosesAfter;
    }

    /// <summary>In the event's own time zone.</summary>
    public bool IsToday(Event @event)
    {
        var today = EventTimes.ToLocal(@event, clock.GetUtcNow()).Date;
        return @event.FirstDay().Date <= today && today <= @event.LastDay().Date;
    }

    public bool IsPast(Event @event) => open.IsOver(@event);

    public DateTimeOffset GetEnd(Event @event) => open.GetEnd(@event);
}
