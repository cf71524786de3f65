using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Recovery;
using Ticketing.Infrastructure.Hosting.Metrics;
using Ticketing.Infrastructure.Hosting.Startup;

namespace Ticketing.Infrastructure.Hosting.BackgroundJobs;

/// <summary>The loop of every background job. A failed run is logged and retried at the next interval.</summary>
public sealed partial class BackgroundJobRunner<TJob>(
    Func<TimeSpan> getInterval,
    IServiceScopeFactory scopes,
    DatabaseStartup startup,
    DatabaseOutageLog outages,
    RecoveryState recovery,
    JobMetrics metrics,
    TimeProvider clock,
    ILogger<TJob> log
) : BackgroundService
    where TJob : IBackgroundJob
{
    private static readonly bool HasDelayedStart = Attribute.IsDefined(typeof(TJob), typeof(DelayedStartAttribute));
    private static readonly bool RunsDuringRecovery = Attribute.IsDefined(typeof(TJob), typeof(RunsDuringRecoveryAttribute));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Let the server start listening first.
        await Task.Yield();
        await startup.WaitUntilCompleteAsync(stoppingToken);
        var watched = metrics.Watch<TJob>(getInterval, HasDelayedStart ? DelayedStartAttribute.Delay : TimeSpan.Zero);
        if (HasDelayedStart)
        {
            await DelayAsync(DelayedStartAttribute.Delay, stoppingToken);
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            await RunJobAsync(watched, stoppingToken);
            await DelayAsync(getInterval(), stoppingToken);
        }
    }

    private async Task DelayAsync(TimeSpan duration, CancellationToken stopping) =>
        await Task.Delay(duration, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task RunJobAsync(WatchedJob watched, CancellationToken stopping)
    {
        var startedAt = clock.GetTimestamp();
        try
        {
            if (!RunsDuringRecovery && await recovery.IsClosedAsync(stopping))
            {
                metrics.RecordDone(watched, startedAt);
                return;
            }

            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<TJob>().RunUntilDoneAsync(stopping);
            outages.ReportSuccess(startedAt);
            metrics.RecordDone(watched, startedAt);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested) { }
        catch (Exception error) when (DatabaseErrors.IsOutage(error))
        {
            outages.ReportFailure(typeof(TJob).Name, error, startedAt);
            metrics.RecordFailure(watched);
        }
#pragma warning disable CA1031 // A failed run must not end the loop.
        catch (Exception error)
#pragma warning restore CA1031
        {
            JobFailed(log, typeof(TJob).Name, error);
            metrics.RecordFailure(watched);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Job} failed and will be retried")]
    private static partial void JobFailed(ILogger logger, string job, Exception error);
}
