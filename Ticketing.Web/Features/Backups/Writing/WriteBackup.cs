using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Features.Backups.Archives;
using Ticketing.Infrastructure.Configuration;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Snapshots;
using Ticketing.Infrastructure.Hosting;

namespace Ticketing.Features.Backups.Writing;

/// <summary>Makes one file of the database, as it is at one moment, and the keys, while the shop is selling.</summary>
public sealed class WriteBackup(
    TicketingDbContext db,
    IDatabaseSnapshot snapshot,
    IEnumerable<IBackupPreparation> preparations,
    StorageFolder storage,
    IOptions<BackupOptions> options,
    IOptions<DatabaseOptions> database,
    IOptions<SiteOptions> site,
    TimeProvider clock
)
{
    /// <summary>Keys of servers on PostgreSQL are in the database.</summary>
    public const string KeysFolder = "keys";

    private const string UnfinishedExtension = ".part";

    /// <summary>Share of the progress that the copy of the database takes; packing it takes the rest.</summary>
    private const double SnapshotShare = 0.4;

    /// <param name="path">A new file. It does not exist if this fails.</param>
    /// <param name="progress">From 0 to 1.</param>
    /// <exception cref="SnapshotException">The tools of the database are missing or failed.</exception>
    /// <exception cref="IOException">For example, the disk is full.</exception>
    public async Task<BackupManifest> WriteAsync(string path, IProgress<double>? progress, CancellationToken ct)
    {
        if (snapshot.FindObstacle() is { } obstacle)
        {
            throw new SnapshotException(obstacle);
        }

        await PrepareAsync(ct);
        using var work = WorkFolder.Create(storage);
        var unfinished = path + UnfinishedExtension;
        try
        {
            // One of a killed process may be there.
            File.Delete(unfinished);
            var manifest = await WriteAsync(work, unfinished, progress, ct);
            File.Move(unfinished, path, overwrite: false);
            return manifest;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private async Task PrepareAsync(CancellationToken ct)
    {
        if ((await db.Database.GetAppliedMigrationsAsync(ct)).Order(StringComparer.Ordinal).SequenceEqual(db.Database.GetMigrations()))
        {
            foreach (var preparation in preparations)
            {
                await preparation.PrepareAsync(ct);
            }
        }
    }

    private async Task<BackupManifest> WriteAsync(WorkFolder work, string path, IProgress<double>? progress, CancellationToken ct)
    {
        var (copy, createdAt) = (work.GetPath(snapshot.FileName), clock.GetUtcNow());
        var facts = await snapshot.TakeAsync(copy, new Part(progress, 0, SnapshotShare), ct);
        var size = Math.Max(1, new FileInfo(copy).Length);
        await using var archive = new ArchiveWriter(path, options.Value.Passphrase);
        var packed = new Part(progress, SnapshotShare, 1);
        await archive.AddAsync(snapshot.FileName, copy, isCompressed: false, new Share(packed, size), ct);
        // After the database: each key is on disk before a row needs it.
        foreach (var key in Directory.GetFiles(storage.GetPath(KeysFolder), "*.xml").Order(StringComparer.Ordinal))
        {
            await archive.AddAsync($"{KeysFolder}/{Path.GetFileName(key)}", key, isCompressed: false, read: null, ct);
        }

        return await archive.CompleteAsync(
            files => new BackupManifest
            {
                Format = BackupManifest.CurrentFormat,
                ProductVersion = ProductVersion.Current,
                Database = database.Value.Provider,
                VenueName = site.Value.VenueName,
                CreatedAt = createdAt,
                Facts = facts,
                Files = files,
            },
            ct
        );
    }

    private sealed class Part(IProgress<double>? whole, double from, double to) : IProgress<double>
    {
        public void Report(double value) => whole?.Report(from + ((to - from) * value));
    }

    private sealed class Share(IProgress<double> whole, long size) : IProgress<long>
    {
        public void Report(long value) => whole.Report((double)value / size);
    }
}
