using Ticketing.Features.Backups.Targets;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration;

namespace Ticketing.Features.Backups;

public sealed class DownloadBackup(BackupQueries backups, IBackupTarget target, AuditTrail audit, StorageFolder storage)
{
    /// <returns>Null if there is no such backup. The file behind the stream is deleted with it.</returns>
    /// <exception cref="BackupTargetException">It cannot be fetched.</exception>
    public async Task<Stream?> OpenAsync(string name, CancellationToken ct)
    {
        if (await backups.FindAsync(name, ct) is null)
        {
            return null;
        }

        var work = WorkFolder.Create(storage);
        try
        {
            var path = work.GetPath(name);
            await target.FetchAsync(name, path, ct);
            await audit.RecordAsync("backup.downloaded", name, name, before: null, after: null, ct);
            return new WorkFile(path, work);
        }
        catch
        {
            work.Dispose();
            throw;
        }
    }

    private sealed class WorkFile(string path, WorkFolder work) : FileStream(path, FileMode.Open, FileAccess.Read)
    {
        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            work.Dispose();
        }
    }
}
