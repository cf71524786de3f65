using Ticketing.Features.Backups.Archives;
using Ticketing.Features.Backups.Targets;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Disk;
using Ticketing.Infrastructure.Data.Snapshots;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Backups.Writing;

/// <summary>Makes the scheduled backups and those that staff ask for, one at a time.</summary>
[RunsDuringRecovery]
public sealed partial class BackupJob(
    TicketingDbContext db,
    BackupRecords records,
    MakeBackup make,
    TimeProvider clock,
    ILogger<BackupJob> log
) : IBackgroundJob
{
    /// <summary>Longer than a backup takes. After this time, another process tries again.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromHours(1);

    private static readonly DueTimeLease<Backup> Claims = new(b => b.DueAt, Lease, b => b.Attempts);

    public static TimeSpan Interval => TimeSpan.FromSeconds(10);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        var pending = db.Set<Backup>().Where(b => b.Status == BackupStatus.Pending);
        foreach (var backup in await Claims.ListDueAsync(pending, clock.GetUtcNow(), limit: 1, ct))
        {
            var (open, until) = (pending.Where(b => b.Id == backup.Id), clock.GetUtcNow() + Lease);
            await Claims.TryRunAsync(db, open, backup, until, () => TryAsync(backup, ct), ct);
        }

        return JobResult.Done;
    }

    private async Task TryAsync(Backup backup, CancellationToken ct)
    {
        try
        {
            var limit = await make.RunAsync(backup, ct);
            Made(log, backup.Id, limit ?? "It was restored in a trial.");
        }
        catch (Exception error) when (DescribeFailure(error) is { } reason)
        {
            var isRetried = await records.FailAsync(backup.Id, backup.Attempts + 1, reason);
            Failed(log, backup.Attempts + 1, reason, isRetried ? "It will be tried again" : "It will not be tried again");
        }
    }

    /// <returns>A sentence for staff; null for errors that are not about backups.</returns>
    private static string? DescribeFailure(Exception error) =>
        DatabaseErrors.IsDiskFull(error) || DiskErrors.IsFull(error) ? "There is not enough space on the disk of the storage folder."
        : error is SnapshotException or BackupTargetException or BackupFileException ? error.Message
        : error is IOException or UnauthorizedAccessException ? $"A file could not be written or read: {error.Message}"
        : null;

    [LoggerMessage(Level = LogLevel.Information, Message = "Backup {BackupId} is stored. {Trial}")]
    private static partial void Made(ILogger logger, Guid backupId, string trial);

    [LoggerMessage(Level = LogLevel.Error, Message = "Attempt {Attempt} to make a backup failed: {Reason} {Next}")]
    private static partial void Failed(ILogger logger, int attempt, string reason, string next);
}
