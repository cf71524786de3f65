using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;

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

    public async Task<IReadOnlyDictionary<Guid, string>> GetTitlesAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        await db.Set<Event>().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => e.Title, ct);

    public async Task<IReadOnlyList<string>> GetFormerSlugsAsync(Guid id, CancellationToken ct) =>
        await db.Set<FormerSlug>().Where(s => s.EventId == id).Select(s => s.Slug).Order().ToListAsync(ct);

    /// <summary>From the latest event, to prefill the next.</summary>
    public async Task<(string Location, string Address)> GetLastLocationAsync(CancellationToken ct)
    {
        var last = await db.Set<Event>()
            .OrderByDescending(e => e.CreatedAt)
            .Select(e => new { e.Location, e.Address })
            .FirstOrDefaultAsync(ct);
        return (last?.Location ?? "", last?.Address ?? "");
    }
}
