using Microsoft.AspNetCore.DataProtection;
using Ticketing.Data;

namespace Ticketing.Hosting;

/// <summary>Runs after migration, in one process at a time. Must be idempotent.</summary>
public interface IOpeningStep
{
    Task RunAsync(CancellationToken ct);
}

/// <summary>
/// Migrates the database, loads the keys and runs every <see cref="IOpeningStep"/>. While a database server is down, requests get 503.
/// </summary>
public sealed partial class Opening(
    IServiceProvider services, IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<Opening> log)
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>After this time the program starts listening: platforms kill a process that does not respond.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource delayed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? lastReason;

    public bool IsOpen => opened.Task.IsCompletedSuccessfully;

    /// <summary>True after an error that retrying cannot fix; the program stops.</summary>
    public bool HasFailed { get; private set; }

    public Task OpenedAsync(CancellationToken ct) => opened.Task.WaitAsync(ct);

    /// <summary>Continues in the background if it takes long.</summary>
    public async Task BeginAsync()
    {
        var work = OpenAsync(lifetime.ApplicationStopping);
        var timeout = Task.Delay(services.IsOnPostgres() ? Patience : Timeout.InfiniteTimeSpan, clock);
        if (await Task.WhenAny(work, delayed.Task, timeout) == work)
        {
            await work;
        }
        else
        {
            _ = StopIfItFailsAsync(work);
        }
    }

    private async Task OpenAsync(CancellationToken stopping)
    {
        var began = clock.GetTimestamp();
        while (!await TryAsync(stopping))
        {
            delayed.TrySetResult();
            await Task.Delay(Pause, clock, stopping);
        }

        if (lastReason is not null)
        {
            var (database, waited) = (services.DatabaseInWords(), clock.GetElapsedTime(began));
            Back(log, database, waited);
        }

        opened.SetResult();
    }

    private async Task<bool> TryAsync(CancellationToken stopping)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(() => PrepareAsync(scope.ServiceProvider, stopping), stopping);
            return true;
        }
        catch (Exception error) when (services.IsOnPostgres() && DatabaseErrors.IsOutage(error))
        {
            var (database, reason) = (services.DatabaseInWords(), DatabaseErrors.Why(error));
            if (reason != lastReason)
            {
                Waiting(log, database, reason, Pause);
            }

            lastReason = reason;
            return false;
        }
    }

    private static async Task PrepareAsync(IServiceProvider scope, CancellationToken ct)
    {
        // Data protection caches keys for a day. Two processes that create one at the same time would not know the key of the other.
        scope.GetRequiredService<IDataProtectionProvider>().CreateProtector(nameof(Opening)).Protect([]);
        foreach (var step in scope.GetServices<IOpeningStep>())
        {
            await step.RunAsync(ct);
        }
    }

    private async Task StopIfItFailsAsync(Task work)
    {
        try
        {
            await work;
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
        }
#pragma warning disable CA1031 // Nothing awaits this task: unhandled, the program would answer 503 forever.
        catch (Exception error)
#pragma warning restore CA1031
        {
            HasFailed = true;
            CannotOpen(log, error);
            lifetime.StopApplication();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The database {Database} is unavailable: {Reason}. Requests get 503; retrying every {Pause}")]
    private static partial void Waiting(ILogger logger, string database, string reason, TimeSpan pause);

    [LoggerMessage(Level = LogLevel.Information, Message = "The database {Database} is available after {Waited}; accepting requests")]
    private static partial void Back(ILogger logger, string database, TimeSpan waited);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Startup failed; stopping")]
    private static partial void CannotOpen(ILogger logger, Exception error);
}
