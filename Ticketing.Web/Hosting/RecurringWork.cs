using Ticketing.Data;

namespace Ticketing.Hosting;

/// <summary>Each run must be idempotent.</summary>
public interface IRecurringPass
{
    Task RunOnceAsync(CancellationToken ct);
}

/// <summary>A failed run is logged and retried at the next interval.</summary>
public sealed partial class RecurringWork<TPass>(
    Func<TimeSpan> period, IServiceScopeFactory scopes, Opening opening, OutageLog outages, TimeProvider clock, ILogger<TPass> log) : BackgroundService
    where TPass : IRecurringPass
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Let the server start listening first.
        await Task.Yield();
        await opening.OpenedAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await PassAsync(stoppingToken);
            await Task.Delay(period(), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PassAsync(CancellationToken stopping)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<TPass>().RunOnceAsync(stopping);
            outages.NoteSuccess();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
        catch (Exception error) when (DatabaseErrors.IsOutage(error))
        {
            outages.Note(typeof(TPass).Name, error);
        }
#pragma warning disable CA1031 // A failed run must not end the loop.
        catch (Exception error)
#pragma warning restore CA1031
        {
            PassFailed(log, typeof(TPass).Name, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Pass} failed and will be retried")]
    private static partial void PassFailed(ILogger logger, string pass, Exception error);
}

public static class RecurringWorkServices
{
    public static IServiceCollection AddRecurring<TPass>(this IServiceCollection services, Func<IServiceProvider, TimeSpan> period)
        where TPass : class, IRecurringPass => services
        .AddScoped<TPass>()
        .AddSingleton<IHostedService>(provider => new RecurringWork<TPass>(
            () => period(provider),
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<Opening>(),
            provider.GetRequiredService<OutageLog>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<TPass>>()));
}
