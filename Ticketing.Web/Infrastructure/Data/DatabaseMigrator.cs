using Microsoft.EntityFrameworkCore;

namespace Ticketing.Infrastructure.Data;

public enum DatabaseSchema
{
    /// <summary>There is no database, or it has no tables yet.</summary>
    None,

    /// <summary>Migrations have to run.</summary>
    Outdated,
    Current,
}

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

    /// <summary>Changes nothing.</summary>
    /// <exception cref="MigrationHistoryException">The database cannot be upgraded.</exception>
    public async Task<DatabaseSchema> FindSchemaAsync(CancellationToken ct) => (await ReadHistoryAsync(ct)).Schema;

    private async Task<History> ReadHistoryAsync(CancellationToken ct)
    {
        var known = db.Database.GetMigrations().ToList();
        var applied = (await db.Database.GetAppliedMigrationsAsync(ct)).ToList();
        return MigrationHistory.Compare(applied, known, LegacyMigrations) switch
        {
            MigrationHistoryState.Newer => throw MigrationHistoryException.Newer(applied.Except(known)),
            MigrationHistoryState.Unknown => throw MigrationHistoryException.Unknown(applied, LegacyMigrations[^1]),
            var state => new History(applied, known, state == MigrationHistoryState.Legacy),
        };
    }

    private async Task MigratePendingAsync(CancellationToken ct)
    {
        var history = await ReadHistoryAsync(ct);
        if (history.Schema == DatabaseSchema.Current)
        {
            return;
        }

        var saved = history.Schema == DatabaseSchema.None ? null : await backup.SaveAsync(ct);
        try
        {
            await UpgradeAsync(history, ct);
        }
        catch (Exception error) when (saved is not null && error is not OperationCanceledException && !DatabaseErrors.IsOutage(error))
        {
            UpgradeFailed(log, saved, error);
            var isUnchanged = (await db.Database.GetAppliedMigrationsAsync(CancellationToken.None)).SequenceEqual(history.Applied);
            await db.Database.CloseConnectionAsync();
            var reason = error.GetBaseException().Message;
            throw isUnchanged || await backup.TryRestoreAsync(saved)
                ? MigrationHistoryException.Undone(reason, saved, error)
                : MigrationHistoryException.NotUndone(reason, saved, error);
        }
    }

    private async Task UpgradeAsync(History history, CancellationToken ct)
    {
        if (history.IsLegacy)
        {
            UpgradingLegacy(log, history.Applied[^1], history.Known[0]);
            await UpgradeLegacyAsync(history.Known[0], ct);
        }

        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
        if (pending.Count == 0)
        {
            return;
        }

        await ClearStaleLockAsync(ct);
        Migrating(log, pending.Count, pending[^1]);
        await ApplyAsync(ct);
    }

    /// <summary>Applies what is pending. Called under the lock.</summary>
    protected virtual Task ApplyAsync(CancellationToken ct) => db.Database.MigrateAsync(ct);

    protected void LogTablesInUse(int attempt, int maxAttempts) => TablesInUse(log, attempt, maxAttempts);

    /// <summary>Of the last release before <c>Initial</c>, in order.</summary>
    protected abstract IReadOnlyList<string> LegacyMigrations { get; }

    /// <summary>All or nothing. Called under the lock if exactly <see cref="LegacyMigrations"/> are applied.</summary>
    /// <param name="initial">Id of the migration that replaces them.</param>
    protected abstract Task UpgradeLegacyAsync(string initial, CancellationToken ct);

    /// <summary>Waits for other migrating processes. The lock must not outlive its process.</summary>
    protected abstract Task<IAsyncDisposable> LockAsync(CancellationToken ct);

    /// <summary>Called under the lock: any leftover of a killed process is stale.</summary>
    protected abstract Task ClearStaleLockAsync(CancellationToken ct);

    private sealed record History(List<string> Applied, List<string> Known, bool IsLegacy)
    {
        public DatabaseSchema Schema =>
            Applied.Count == 0 ? DatabaseSchema.None
            : IsLegacy || Applied.Count < Known.Count ? DatabaseSchema.Outdated
            : DatabaseSchema.Current;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Migrating the database: {Count} pending, up to {Last}")]
    private static partial void Migrating(ILogger logger, int count, string last);

    [LoggerMessage(Level = LogLevel.Information, Message = "Upgrading the database from {Last} to {Initial}")]
    private static partial void UpgradingLegacy(ILogger logger, string last, string initial);

    [LoggerMessage(Level = LogLevel.Error, Message = "The upgrade failed. Restoring the database from {Backup}")]
    private static partial void UpgradeFailed(ILogger logger, string backup, Exception error);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Migrating waits for statements of other processes: attempt {Attempt} of {MaxAttempts}"
    )]
    private static partial void TablesInUse(ILogger logger, int attempt, int maxAttempts);
}
