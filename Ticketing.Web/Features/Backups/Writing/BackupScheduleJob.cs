using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Backups.Writing;

/// <summary>
/// A job of its own, because only the schedule may wait after a start: staff who ask for a backup wait for it. After a restore it waits
/// until the box office opens, because the backups of a rehearsal would take the places of the venue's.
/// </summary>
[DelayedStart]
public sealed class BackupScheduleJob(BackupRecords records) : IBackgroundJob
{
    public static TimeSpan Interval => TimeSpan.FromMinutes(1);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        await records.ScheduleAsync(ct);
        return JobResult.Done;
    }
}
