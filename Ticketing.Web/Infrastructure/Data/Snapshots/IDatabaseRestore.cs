namespace Ticketing.Infrastructure.Data.Snapshots;

/// <summary>Replaces the database with a copy, all or nothing. No server may run on it.</summary>
public interface IDatabaseRestore
{
    /// <returns>Null, or why it cannot be replaced now, as a sentence.</returns>
    Task<string?> FindObstacleAsync(CancellationToken ct);

    /// <returns>Null if the database does not exist, has no id, or has neither events nor orders.</returns>
    Task<Guid?> FindVenueIdAsync(CancellationToken ct);

    /// <summary>Also records the restore in the new database, which closes the venue.</summary>
    /// <param name="folder">With the copy and, on SQLite, the folder of its keys. May be on another disk than these.</param>
    /// <exception cref="SnapshotException">The tools of the database failed; nothing was changed.</exception>
    Task ReplaceAsync(string folder, DateTimeOffset backupCreatedAt, CancellationToken ct);

    /// <summary>Undoes a failed upgrade: the same database as before, without its keys, and without closing the venue.</summary>
    /// <returns>False if it is in use: nothing was changed.</returns>
    Task<bool> TryPutBackAsync(string folder, CancellationToken ct);
}
