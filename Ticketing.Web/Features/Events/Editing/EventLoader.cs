using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events.Posters;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Events.Editing;

public sealed class EventLoader(TicketingDbContext db)
{
    private const int NeighboursPerSide = 6;

    /// <summary>
    /// Every staff change starts with this lock. Sales update the event's row first, so held and sold counts of it and its types cannot
    /// change until the write ends.
    /// </summary>
    public async Task<Event?> LoadLockedAsync(Guid id, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        return await db.Set<Event>().Where(e => e.Id == id).ForUpdate().SingleOrDefaultAsync(ct);
    }

    public async Task<Event?> LoadLockedWithTypesAsync(Guid id, CancellationToken ct)
    {
        var @event = await LoadLockedAsync(id, ct);
        if (@event is not null)
        {
            await db.Set<TicketType>().Where(t => t.EventId == id).OrderBy(t => t.Position).LoadAsync(ct);
        }

        return @event;
    }

    /// <summary>Poster styles of events around this date, nearest first.</summary>
    public async Task<IEnumerable<PosterStyle>> GetNeighbouringStylesAsync(DateTimeOffset startsAt, CancellationToken ct)
    {
        var before = db.Set<Event>().Where(e => e.StartsAt <= startsAt).OrderByDescending(e => e.StartsAt).Take(NeighboursPerSide);
        var after = db.Set<Event>().Where(e => e.StartsAt > startsAt).OrderBy(e => e.StartsAt).Take(NeighboursPerSide);
        var near = (
            await before
                .Select(e => new
                {
                    e.StartsAt,
                    e.PosterVariant,
                    e.Slug,
                })
                .ToListAsync(ct)
        ).Concat(
            await after
                .Select(e => new
                {
                    e.StartsAt,
                    e.PosterVariant,
                    e.Slug,
                })
                .ToListAsync(ct)
        );
        return near.OrderBy(e => (e.StartsAt - startsAt).Duration()).Select(e => PosterStyle.FromNumber(e.PosterVariant, e.Slug));
    }
}
