using Microsoft.EntityFrameworkCore;
using Ticketing.Data;

namespace Ticketing.Events;

/// <summary>Any event, public or not, as staff see it; read only.</summary>
public sealed class EventDesk(TicketingDbContext db)
{
    /// <summary>With its ticket types in their order; null where there is none.</summary>
    public Task<Event?> FindAsync(Guid id, CancellationToken ct) =>
        db.Set<Event>().AsNoTracking().AsSplitQuery().Include(e => e.TicketTypes.OrderBy(t => t.Position)).SingleOrDefaultAsync(e => e.Id == id, ct);

    /// <summary>What the event was called before, in addresses that lead here.</summary>
    public async Task<IReadOnlyList<string>> FormerSlugsAsync(Guid id, CancellationToken ct) =>
        await db.Set<FormerSlug>().Where(s => s.EventId == id).Select(s => s.Slug).Order().ToListAsync(ct);

    /// <summary>Where the last announced event was: the next one is likely to be there too.</summary>
    public async Task<(string Location, string Address)> LastPlaceAsync(CancellationToken ct)
    {
        var last = await db.Set<Event>().OrderByDescending(e => e.CreatedAt).Select(e => new { e.Location, e.Address }).FirstOrDefaultAsync(ct);
        return (last?.Location ?? "", last?.Address ?? "");
    }
}
