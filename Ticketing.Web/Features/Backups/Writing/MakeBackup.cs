using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Features.Backups.Targets;
using Ticketing.Infrastructure.Configuration;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Recovery;
using Ticketing.Infrastructure.Data.Snapshots;

namespace Ticketing.Features.Backups.Writing;

/// <summary>Writes a backup, stores it, fetches it back and tries to restore it. Only then it counts.</summary>
public sealed class MakeBackup(
    TicketingDbContext db,
    WriteBackup writing,
    VerifyBackup verification,
    IBackupTarget target,
    BackupRecords records,
    StorageFolder storage,
    IOptions<BackupOptions> options,
    IServiceScopeFactory scopes,
    TimeProvider clock
)
{
    private const double WrittenAt = 0.5;
    private const double StoredAt = 0.7;

    /// <returns>See <see cref="VerifiedBackup.Limit"/>.</returns>
    /// <exception cref="Exception">Any error of the disk, the target, the tools or the database. Nothing half done is left.</exception>
    public async Task<string?> RunAsync(Backup backup, CancellationToken ct)
    {
        var venue = await db.Set<VenueId>().Select(v => v.Id).SingleAsync(ct);
        var name = BackupName.Create(venue, clock.GetUtcNow());
        using var work = WorkFolder.Create(storage);
        var path = work.GetPath(name);
        await using var progress = new BackupProgress(backup.Id, scopes, clock);
        await writing.WriteAsync(path, new Scaled(progress), ct);
        var size = new FileInfo(path).Length;
        await target.SaveAsync(name, path, progress.Map(WrittenAt, StoredAt, size), ct);
        File.Delete(path);
        var limit = await VerifyAsync(name, work, ct);
        await records.CompleteAsync(backup.Id, name, size, target.IsOutsideMachine, limit);
        await DeleteExpiredAsync(venue, ct);
        return limit;
    }

    /// <returns>See <see cref="VerifiedBackup.Limit"/>.</returns>
    private async Task<string?> VerifyAsync(string name, WorkFolder work, CancellationToken ct)
    {
        var fetched = work.GetPath("fetched");
        await target.FetchAsync(name, fetched, ct);
        try
        {
            return (await verification.VerifyAsync(fetched, ct)).Limit;
        }
        catch (Archives.BackupFileException)
        {
            await target.DeleteAsync(name, ct);
            throw;
        }
    }

    private async Task DeleteExpiredAsync(Guid venue, CancellationToken ct)
    {
        // While a restore waits, the backup that it came from must stay, and older ones in case it was the wrong one.
        if (await RecoveryState.FindPendingAsync(db, ct) is not null)
        {
            return;
        }

        var keep = options.Value.Keep;
        var ours = (await target.ListAsync(ct))
            .Select(stored => (stored.Name, Time: BackupName.FindTime(stored.Name, venue)))
            // Who rolls back an upgrade needs its backup.
            .Where(stored => stored.Time is not null && !BackupName.IsForUpgrade(stored.Name))
            .ToList();
        var expired = new BackupRetention(keep.Days, keep.Weeks, keep.Months).FindExpired(ours, stored => stored.Time!.Value);
        foreach (var (name, _) in expired)
        {
            await target.DeleteAsync(name, ct);
        }

        await records.DeleteOldAsync([.. ours.Except(expired).Select(stored => stored.Name)], ct);
    }

    private sealed class Scaled(BackupProgress progress) : IProgress<double>
    {
        public void Report(double value) => progress.Report(WrittenAt * value);
    }
}
