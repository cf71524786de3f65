using Microsoft.EntityFrameworkCore;

namespace Ticketing.Infrastructure.Data;

/// <summary>Safe to run at every start and in several processes at once.</summary>
public abstract partial class DatabaseMigrator(TicketingDbContext db, ILogger<DatabaseMigrator> log)
{
    /// <param name="afterMigration">Runs under the migration lock.</param>
    public async Task MigrateAsync(Func<Task> afterMigration, CancellationToken ct)
    {
        await using var alone = await LockAsync(ct);
        await MigratePendingAsync(ct);
        await afterMigration();
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

    /// <summary>Waits for other migrating processes. The lock must not outlive its process.</summary>
    protected abstract Task<IAsyncDisposable> LockAsync(CancellationToken ct);

    /// <summary>Called under the lock: any leftover of a killed process is stale.</summary>
    protected abstract Task ClearStaleLockAsync(CancellationToken ct);

    [LoggerMessage(Level = LogLevel.Information, Message = "Migrating the database: {Count} pending, up to {Last}")]
    private static partial void Migrating(ILogger logger, int count, string last);
}
