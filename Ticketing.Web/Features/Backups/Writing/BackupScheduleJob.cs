using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Backups.Writing;

/// <summary>A job of its own, because only the schedule may wait after a start: staff who ask for a backup wait for it.</summary>
[DelayedStart, RunsDuringRecovery]
public sealed class BackupScheduleJob(BackupRecords records) : IBackgroundJob
{
    public static TimeSpan Interval => TimeSpan.FromMinutes(1);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        await records.ScheduleAsync(ct);
        return JobResult.Done;
    }
}
