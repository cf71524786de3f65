using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Paging;

namespace Ticketing.Features.Events.Catalog;

/// <summary>All events, public or not; read only.</summary>
public sealed class EventQueries(TicketingDbContext db)
{
    public Task<Event?> FindAsync(Guid id, CancellationToken ct) =>
        db.Set<Event>()
            .AsNoTracking()
            .AsSplitQuery()
            .Include(e => e.TicketTypes.OrderBy(t => t.Position))
            .SingleOrDefaultAsync(e => e.Id == id, ct);

    /// <summary>Of the event that was created last; null if there is none.</summary>
    public async Task<(string Location, string Address)?> FindLastPlaceAsync(CancellationToken ct) =>
        await db.Set<Event>()
            .OrderByDescending(e => e.CreatedAt)
            .ThenByDescending(e => e.Id)
            .Select(e => new { e.Location, e.Address })
            .FirstOrDefaultAsync(ct)
            is { } last
            ? (last.Location, last.Address)
            : null;

    /// <summary>Latest date first, without ticket types.</summary>
    /// <param name="search">As in <see cref="EventCatalogue.GetUpcomingPageAsync"/>.</param>
    /// <param name="status">Null for all.</param>
    /// <param name="position">Null for the first page.</param>
    public async Task<KeysetPage<Event>> GetPageAsync(
        string? search,
        EventStatus? status,
        PagePosition? position,
        int size,
        CancellationToken ct
    )
    {
        var matching = EventCatalogue.Matching(db.Set<Event>().AsNoTracking(), search ?? "");
        matching = status is { } only ? matching.Where(e => e.Status == only) : matching;
        var found = await matching.StartAt(position, e => e.StartsAt, e => e.Id).Take(size + 1).ToListAsync(ct);
        return found.ToKeysetPage(size, position, e => (e.StartsAt, e.Id));
    }

    public async Task<IReadOnlyDictionary<Guid, string>> GetTitlesAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        await db.Set<Event>().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => e.Title, ct);

    public async Task<IReadOnlyList<string>> GetFormerSlugsAsync(Guid id, CancellationToken ct) =>
        await db.Set<FormerSlug>().Where(s => s.EventId == id).Select(s => s.Slug).Order().ToListAsync(ct);
}
