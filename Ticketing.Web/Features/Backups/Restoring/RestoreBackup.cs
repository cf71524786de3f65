using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Backups.Archives;
using Ticketing.Infrastructure.Configuration;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Snapshots;
using Ticketing.Infrastructure.Hosting.Startup;

namespace Ticketing.Features.Backups.Restoring;

/// <summary>Replaces the venue with a backup, all or nothing. Until staff finish the restore, nothing is sold, mailed or scanned.</summary>
internal sealed class RestoreBackup(
    TicketingDbContext db,
    VerifyBackup verification,
    IDatabaseRestore database,
    StorageLock storageLock,
    StorageFolder storage
)
{
    /// <exception cref="BackupFileException">It cannot be restored here; nothing was changed.</exception>
    /// <exception cref="SnapshotException">The tools of the database failed; nothing was changed.</exception>
    public async Task<BackupManifest> RestoreAsync(string path, CancellationToken ct)
    {
        if (!storageLock.TryTake())
        {
            throw new BackupFileException($"A server is running on '{storage.Root}'. Stop it first: what it sells now would be lost.");
        }

        if (await database.FindObstacleAsync(ct) is { } obstacle)
        {
            throw new BackupFileException(obstacle);
        }

        using var work = WorkFolder.Create(storage);
        var manifest = (await verification.VerifyAsync(path, work, ct)).Manifest;
        await CheckAsync(manifest, ct);
        // From here on it is not cancelled: it would not be told from a failure.
        await database.ReplaceAsync(work.GetPath(VerifyBackup.FilesFolder), manifest.CreatedAt, CancellationToken.None);
        return manifest;
    }

    private async Task CheckAsync(BackupManifest manifest, CancellationToken ct)
    {
        var known = db.Database.GetMigrations().ToList();
        if (!manifest.Facts.Migrations.SequenceEqual(known.Take(manifest.Facts.Migrations.Count)))
        {
            throw new BackupFileException(
                $"This backup was made by version {manifest.ProductVersion} of this program, which is newer or of another line. Restore it "
                    + "with that version."
            );
        }

        if (manifest.Facts.VenueId is null)
        {
            throw new BackupFileException(
                $"This backup was made before an upgrade from version {manifest.ProductVersion}. Restore it by hand, as "
                    + "docs/operating.md describes, and start that version."
            );
        }

        if (await database.FindVenueIdAsync(ct) is { } venue && venue != manifest.Facts.VenueId)
        {
            throw new BackupFileException(
                $"This is a backup of another venue, {manifest.VenueName}. To restore it all the same, use an empty storage folder or "
                    + "database."
            );
        }
    }
}
