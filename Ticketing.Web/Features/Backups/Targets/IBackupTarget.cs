namespace Ticketing.Features.Backups.Targets;

/// <param name="Size">In bytes.</param>
public sealed record StoredBackup(string Name, long Size, DateTimeOffset StoredAt);

/// <summary>Where backups are kept. A name is a file name without a path.</summary>
public interface IBackupTarget
{
    /// <summary>For staff, such as "the folder '/data/backups'" or "the bucket 'x' at host". No secret.</summary>
    string Description { get; }

    /// <summary>False for the storage folder: whoever loses this machine loses these backups too.</summary>
    bool IsOutsideMachine { get; }

    /// <exception cref="BackupTargetException">The target refused or could not be reached.</exception>
    Task<IReadOnlyList<StoredBackup>> ListAsync(CancellationToken ct);

    /// <summary>Copies a finished local file. All or nothing: a failed or interrupted copy is never listed. Replaces nothing.</summary>
    /// <param name="copied">Told the number of bytes copied so far.</param>
    /// <exception cref="BackupTargetException">The target refused, could not be reached or has a backup of this name.</exception>
    Task SaveAsync(string name, string path, IProgress<long>? copied, CancellationToken ct);

    /// <summary>Copies into a new local file.</summary>
    /// <exception cref="BackupTargetException">There is no such backup, or the target could not be reached.</exception>
    Task FetchAsync(string name, string path, CancellationToken ct);

    /// <summary>Does nothing if it does not exist.</summary>
    /// <exception cref="BackupTargetException">The target refused or could not be reached.</exception>
    Task DeleteAsync(string name, CancellationToken ct);
}
