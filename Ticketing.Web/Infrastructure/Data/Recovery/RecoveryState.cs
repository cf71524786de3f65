using Microsoft.EntityFrameworkCore;

namespace Ticketing.Infrastructure.Data.Recovery;

/// <summary>Tells if the venue is closed because of a <see cref="Restore"/>.</summary>
public sealed class RecoveryState(IServiceScopeFactory scopes)
{
    // Databases are only restored while no server runs, so an open venue stays open.
    private volatile bool isOpen;

    public async Task<bool> IsClosedAsync(CancellationToken ct)
    {
        if (!isOpen)
        {
            await using var scope = scopes.CreateAsyncScope();
            isOpen = await FindPendingAsync(scope.ServiceProvider.GetRequiredService<TicketingDbContext>(), ct) is null;
        }

        return !isOpen;
    }

    /// <summary>The first that is not finished.</summary>
    public static Task<Restore?> FindPendingAsync(TicketingDbContext db, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Set<Restore>().AsNoTracking().Where(r => r.FinishedAt == null).OrderBy(r => r.RestoredAt).FirstOrDefaultAsync(ct);
    }
}
