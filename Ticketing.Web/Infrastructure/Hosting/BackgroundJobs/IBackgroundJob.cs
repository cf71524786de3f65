namespace Ticketing.Infrastructure.Hosting.BackgroundJobs;

public enum JobResult
{
    /// <summary>Wait for the interval.</summary>
    Done,

    /// <summary>Run again at once.</summary>
    MoreWork,
}

/// <summary>Recurring work. Each run must be idempotent, and several processes may run it at the same time.</summary>
public interface IBackgroundJob
{
    Task<JobResult> RunOnceAsync(CancellationToken ct);
}

public static class BackgroundJobExtensions
{
    /// <summary>Stops between two runs if cancelled.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before the first run.</exception>
    public static async Task RunUntilDoneAsync(this IBackgroundJob job, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        while (!ct.IsCancellationRequested && await job.RunOnceAsync(ct) == JobResult.MoreWork) { }
    }
}
