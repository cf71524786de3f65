using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Infrastructure.Hosting.Metrics;

/// <summary>Only while metrics are sent: then nobody asks for them, and they must be read before.</summary>
[DelayedStart, RunsDuringRecovery]
internal sealed class QueueReadingJob(QueueReadings queues) : IBackgroundJob
{
    public static TimeSpan Interval => TimeSpan.FromSeconds(15);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        await queues.RefreshAsync(ct);
        return JobResult.Done;
    }
}
