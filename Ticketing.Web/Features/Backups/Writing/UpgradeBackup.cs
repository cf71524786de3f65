using Ticketing.Infrastructure.Configuration;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Disk;
using Ticketing.Infrastructure.Data.Snapshots;
using Ticketing.Infrastructure.Hosting.Startup;

namespace Ticketing.Features.Backups.Writing;

internal sealed partial class UpgradeBackup(
    IDatabaseSnapshot snapshot,
    IDatabaseRestore database,
    WriteBackup writing,
    VerifyBackup verification,
    StorageLock storageLock,
    StorageFolder storage,
    TimeProvider clock,
    ILogger<UpgradeBackup> log
) : IUpgradeBackup
{
    /// <summary>A platform may start a program again and again that cannot upgrade.</summary>
    private const int MaxKept = 3;

    public async Task<string?> SaveAsync(CancellationToken ct)
    {
        if (snapshot.FindObstacle() is { } obstacle)
        {
            NoBackup(log, obstacle);
            return null;
        }

        try
        {
            var venue = await database.FindVenueIdAsync(ct) ?? Guid.Empty;
            var path = Path.Combine(storage.GetPath("backups"), BackupName.CreateForUpgrade(venue, clock.GetUtcNow()));
            await WriteAsync(path, ct);
            Saved(log, path);
            DeleteOlder();
            return path;
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException or SnapshotException || DatabaseErrors.IsDiskFull(error))
        {
            var isFull = DatabaseErrors.IsDiskFull(error) || DiskErrors.IsFull(error);
            throw MigrationHistoryException.NotSaved(isFull ? "there is not enough space on the disk." : error.Message, error);
        }
    }

    /// <summary>In a work folder, because what is left of one that is killed is deleted at every start, whatever the target is.</summary>
    private async Task WriteAsync(string path, CancellationToken ct)
    {
        using var work = WorkFolder.Create(storage);
        var written = work.GetPath(Path.GetFileName(path));
        await writing.WriteAsync(written, progress: null, ct);
        File.Move(written, path);
    }

    private void DeleteOlder()
    {
        var latestFirst = Directory
            .GetFiles(storage.GetPath("backups"))
            .Where(path => BackupName.IsForUpgrade(Path.GetFileName(path)))
            .OrderByDescending(File.GetLastWriteTimeUtc);
        foreach (var file in latestFirst.Skip(MaxKept))
        {
            File.Delete(file);
        }
    }

    public async Task<bool> TryRestoreAsync(string path)
    {
        if (!storageLock.TryTake())
        {
            return false;
        }

        using var work = WorkFolder.Create(storage);
        await verification.VerifyAsync(path, work, CancellationToken.None);
        return await database.TryPutBackAsync(work.GetPath(VerifyBackup.FilesFolder), CancellationToken.None);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Before the upgrade, the database was saved to {Path}")]
    private static partial void Saved(ILogger logger, string path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database is upgraded without a backup. {Obstacle}")]
    private static partial void NoBackup(ILogger logger, string obstacle);
}
