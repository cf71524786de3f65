using Microsoft.EntityFrameworkCore;

namespace Ticketing.Infrastructure.Data;

/// <summary>Safe to run at every start and in several processes at once.</summary>
public abstract partial class DatabaseMigrator(TicketingDbContext db, IUpgradeBackup backup, ILogger<DatabaseMigrator> log)
{
    /// <param name="afterMigration">Runs under the migration lock.</param>
    /// <exception cref="MigrationHistoryException">The database cannot be upgraded; nothing was changed.</exception>
    public async Task MigrateAsync(Func<Task> afterMigration, CancellationToken ct)
    {
        await using var alone = await LockAsync(ct);
        await MigratePendingAsync(ct);
        await afterMigration();
    }

    public Task MigrateAsync(CancellationToken ct) => MigrateAsync(() => Task.CompletedTask, ct);

    private async Task MigratePendingAsync(CancellationToken ct)
    {
        var known = db.Database.GetMigrations().ToList();
        var applied = (await db.Database.GetAppliedMigrationsAsync(ct)).ToList();
        var history = MigrationHistory.Compare(applied, known, LegacyMigrations);
        switch (history)
        {
            case MigrationHistoryState.Newer:
                throw MigrationHistoryException.Newer(applied.Except(known));
            case MigrationHistoryState.Unknown:
                throw MigrationHistoryException.Unknown(applied, LegacyMigrations[^1]);
            case MigrationHistoryState.Compatible when applied.Count == known.Count:
                return;
        }

        var saved = applied.Count == 0 ? null : await backup.SaveAsync(ct);
        try
        {
            await UpgradeAsync(history, applied, known, ct);
        }
        catch (Exception error) when (saved is not null && error is not OperationCanceledException && !DatabaseErrors.IsOutage(error))
        {
            UpgradeFailed(log, saved, error);
            var isUnchanged = (await db.Database.GetAppliedMigrationsAsync(CancellationToken.None)).SequenceEqual(applied);
            await db.Database.CloseConnectionAsync();
            var reason = error.GetBaseException().Message;
            throw isUnchanged || await backup.TryRestoreAsync(saved)
                ? MigrationHistoryException.Undone(reason, saved, error)
                : MigrationHistoryException.NotUndone(reason, saved, error);
        }
    }

    private async Task UpgradeAsync(MigrationHistoryState history, List<string> applied, List<string> known, CancellationToken ct)
    {
        if (history == MigrationHistoryState.Legacy)
        {
            UpgradingLegacy(log, applied[^1], known[0]);
            await UpgradeLegacyAsync(known[0], ct);
        }

        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
        if (pending.Count == 0)
        {
            return;
        }

        await ClearStaleLockAsync(ct);
        Migrating(log, pending.Count, pending[^1]);
        await db.Database.MigrateAsync(ct);
    }

    /// <summary>Of the last release before <c>Initial</c>, in order.</summary>
    protected abstract IReadOnlyList<string> LegacyMigrations { get; }

    /// <summary>All or nothing. Called under the lock if exactly <see cref="LegacyMigrations"/> are applied.</summary>
    /// <param name="initial">Id of the migration that replaces them.</param>
    protected abstract Task UpgradeLegacyAsync(string initial, CancellationToken ct);

    /// <summary>Waits for other migrating processes. The lock must not outlive its process.</summary>
    protected abstract Task<IAsyncDisposable> LockAsync(CancellationToken ct);

    /// <summary>Called under the lock: any leftover of a killed process is stale.</summary>
    protected abstract Task ClearStaleLockAsync(CancellationToken ct);

    [LoggerMessage(Level = LogLevel.Information, Message = "Migrating the database: {Count} pending, up to {Last}")]
    private static partial void Migrating(ILogger logger, int count, string last);

    [LoggerMessage(Level = LogLevel.Information, Message = "Upgrading the database from {Last} to {Initial}")]
    private static partial void UpgradingLegacy(ILogger logger, string last, string initial);

    [LoggerMessage(Level = LogLevel.Error, Message = "The upgrade failed. Restoring the database from {Backup}")]
    private static partial void UpgradeFailed(ILogger logger, string backup, Exception error);
}
