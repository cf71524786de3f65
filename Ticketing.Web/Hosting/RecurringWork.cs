using Ticketing.Data;

namespace Ticketing.Hosting;

/// <summary>Work that is done in passes. A pass is idempotent and tested by itself; the loop only repeats it.</summary>
public interface IRecurringPass
{
    Task RunOnceAsync(CancellationToken ct);
}

/// <summary>Repeats a pass, each time in a scope of its own. A pass that fails is logged and tried again next time.</summary>
public sealed partial class RecurringWork<TPass>(
    Func<TimeSpan> period, IServiceScopeFactory scopes, Opening opening, OutageLog outages, TimeProvider clock, ILogger<TPass> log) : BackgroundService
    where TPass : IRecurringPass
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Until then there may be nothing to work on; and the server starts listening before the first pass.
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
#pragma warning disable CA1031 // Whatever it was, the next pass must come.
        catch (Exception error)
#pragma warning restore CA1031
        {
            PassFailed(log, typeof(TPass).Name, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Pass} failed; it is tried again")]
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
