using Microsoft.EntityFrameworkCore;

namespace Ticketing.Data;

/// <summary>Brings the database to this version's schema. Safe to call at every start, and by several processes at once.</summary>
public abstract partial class DatabaseMigrator(TicketingDbContext db, ILogger<DatabaseMigrator> log)
{
    /// <param name="then">Done while other processes that start still wait.</param>
    public async Task MigrateAsync(Func<Task> then, CancellationToken ct)
    {
        await using var alone = await LockAsync(ct);
        await MigratePendingAsync(ct);
        await then();
    }

    public Task MigrateAsync(CancellationToken ct) => MigrateAsync(() => Task.CompletedTask, ct);

    private async Task MigratePendingAsync(CancellationToken ct)
    {
        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
        if (pending.Count == 0)
        {
            return;
        }

        await ClearStaleLockAsync(ct);
        Migrating(log, pending.Count, pending[^1]);
        await db.Database.MigrateAsync(ct);
    }

    /// <summary>Waits until no other process migrates this database; the lock must not survive its process.</summary>
    protected abstract Task<IAsyncDisposable> LockAsync(CancellationToken ct);

    /// <summary>Called under the lock, so that whatever a killed process left in the database is known to be stale.</summary>
    protected abstract Task ClearStaleLockAsync(CancellationToken ct);

    [LoggerMessage(Level = LogLevel.Information, Message = "Migrating the database: {Count} pending, up to {Last}")]
    private static partial void Migrating(ILogger logger, int count, string last);
}
