using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.Startup;

namespace Ticketing.Infrastructure.Hosting.BackgroundJobs;

/// <summary>Each run must be idempotent.</summary>
public interface IBackgroundJob
{
    Task RunOnceAsync(CancellationToken ct);
}

/// <summary>A failed run is logged and retried at the next interval.</summary>
public sealed partial class BackgroundJobRunner<TPass>(
    Func<TimeSpan> period,
    IServiceScopeFactory scopes,
    DatabaseStartup startup,
    DatabaseOutageLog outages,
    TimeProvider clock,
    ILogger<TPass> log
) : BackgroundService
    where TPass : IBackgroundJob
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Let the server start listening first.
        await Task.Yield();
        await startup.WaitUntilCompleteAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await RunJobAsync(stoppingToken);
            await Task.Delay(period(), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RunJobAsync(CancellationToken stopping)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<TPass>().RunOnceAsync(stopping);
            outages.ReportSuccess();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested) { }
        catch (Exception error) when (DatabaseErrors.IsOutage(error))
        {
            outages.ReportFailure(typeof(TPass).Name, error);
        }
#pragma warning disable CA1031 // A failed run must not end the loop.
        catch (Exception error)
#pragma warning restore CA1031
        {
            JobFailed(log, typeof(TPass).Name, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Pass} failed and will be retried")]
    private static partial void JobFailed(ILogger logger, string pass, Exception error);
}

public static class BackgroundJobServices
{
    public static IServiceCollection AddBackgroundJob<TPass>(this IServiceCollection services, Func<IServiceProvider, TimeSpan> period)
        where TPass : class, IBackgroundJob =>
        services
            .AddScoped<TPass>()
            .AddSingleton<IHostedService>(provider => new BackgroundJobRunner<TPass>(
                () => period(provider),
                provider.GetRequiredService<IServiceScopeFactory>(),
                provider.GetRequiredService<DatabaseStartup>(),
                provider.GetRequiredService<DatabaseOutageLog>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<TPass>>()
            ));
}
