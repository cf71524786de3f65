namespace Ticketing.Infrastructure.Data;

/// <summary>Saves the database before its schema changes.</summary>
public interface IUpgradeBackup
{
    /// <returns>The file; null if this database cannot be saved here, which is logged.</returns>
    /// <exception cref="MigrationHistoryException">It could not be saved: do not change it.</exception>
    Task<string?> SaveAsync(CancellationToken ct);

    /// <summary>After a failed upgrade. Its connections must be closed.</summary>
    /// <returns>False if a server may have sold something meanwhile: nothing was put back.</returns>
    Task<bool> TryRestoreAsync(string path);
}

/// <summary>For services that are built without backups.</summary>
internal sealed class NoUpgradeBackup : IUpgradeBackup
{
    public Task<string?> SaveAsync(CancellationToken ct) => Task.FromResult<string?>(null);

    public Task<bool> TryRestoreAsync(string path) => throw new NotSupportedException("Nothing was saved.");
}
