using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Promotions;

/// <summary>For staff.</summary>
public sealed class PromoCodeQueries(TicketingDbContext db)
{
    public const int MaxListed = 500;

    public Task<PromoCode?> FindAsync(Guid id, CancellationToken ct) =>
        db.Set<PromoCode>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, ct);

    /// <summary>Those that have not been ended first, newest first; without those of batches.</summary>
    /// <param name="eventId">Null for the codes for all events.</param>
    public async Task<IReadOnlyList<PromoCode>> GetAsync(Guid? eventId, CancellationToken ct) =>
        await db.Set<PromoCode>()
            .AsNoTracking()
            .Where(c => c.EventId == eventId && c.BatchId == null)
            .OrderBy(c => c.EndedAt != null)
            .ThenByDescending(c => c.Id)
            .Take(MaxListed)
            .ToListAsync(ct);
}
