using Microsoft.EntityFrameworkCore;

namespace Ticketing.Infrastructure.Data;

/// <summary>Deletes old rows in small batches, so that buyers' writes get in between.</summary>
public static class BatchedDelete
{
    public const int BatchSize = 500;

    /// <param name="rows">Sorted.</param>
    /// <returns>True if there may be more.</returns>
    public static async Task<bool> DeleteBatchAsync<T>(this TicketingDbContext db, IQueryable<T> rows, CancellationToken ct)
        where T : class =>
        // Checked before waiting for the writer gate: most of the time there is none.
        await rows.AnyAsync(ct) && await db.WriteAsync(() => rows.Take(BatchSize).ExecuteDeleteAsync(ct), ct: ct) == BatchSize;
}
