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

    /// <summary>Newest first.</summary>
    /// <param name="eventId">Null for the batches for all events.</param>
    public async Task<IReadOnlyList<CodeBatch>> GetBatchesAsync(Guid? eventId, CancellationToken ct) =>
        await db.Set<PromoCode>()
            .Where(c => c.EventId == eventId && c.BatchId != null)
            .GroupBy(c => c.BatchId!.Value)
            .OrderByDescending(batch => batch.Key)
            .Select(batch => new CodeBatch(
                batch.Key,
                batch.Min(c => c.Code)!,
                batch.Max(c => c.Note)!,
                batch.Count(),
                batch.Count(c => c.UsedOrders > 0),
                batch.Sum(c => c.UsedTickets),
                batch.Sum(c => c.UsedBudget),
                batch.Count(c => c.EndedAt == null)
            ))
            .ToListAsync(ct);

    public async Task<IReadOnlyList<PromoCode>> GetBatchAsync(Guid batch, CancellationToken ct) =>
        await db.Set<PromoCode>().AsNoTracking().Where(c => c.BatchId == batch).OrderBy(c => c.Id).ToListAsync(ct);
}
