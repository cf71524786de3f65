using Ticketing.Infrastructure.Data;

namespace Ticketing.Infrastructure.Hosting.BackgroundJobs;

[DelayedStart, RunsDuringRecovery]
public sealed class DatabaseStatisticsJob(TicketingDbContext db) : IBackgroundJob
{
    public static TimeSpan Interval => TimeSpan.FromHours(12);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        await db.RefreshStatisticsAsync(ct);
        return JobResult.Done;
    }
}
