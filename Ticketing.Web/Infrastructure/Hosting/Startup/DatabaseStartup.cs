using Microsoft.AspNetCore.DataProtection;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Infrastructure.Hosting.Startup;

/// <summary>Runs after migration, in one process at a time. Must be idempotent.</summary>
public interface IStartupStep
{
    Task RunAsync(CancellationToken ct);
}

/// <summary>
/// Migrates the database, loads the keys and runs every <see cref="IStartupStep"/>. While a database server is down, requests get 503.
/// </summary>
public sealed partial class DatabaseStartup(
    IServiceProvider services,
    IServiceScopeFactory scopes,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<DatabaseStartup> log
)
{
    public static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    /// <summary>After this time the program starts listening: platforms kill a process that does not respond.</summary>
    private static readonly TimeSpan ListenAfter = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource delayed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? lastReason;

    public bool IsComplete => completed.Task.IsCompletedSuccessfully;

    /// <summary>True after an error that retrying cannot fix; the program stops.</summary>
    public bool HasFailed { get; private set; }

    public Task WaitUntilCompleteAsync(CancellationToken ct) => completed.Task.WaitAsync(ct);

    /// <summary>Continues in the background if it takes long.</summary>
    public async Task StartAsync()
    {
        var work = RunAsync(lifetime.ApplicationStopping);
        var timeout = Task.Delay(services.UsesPostgres() ? ListenAfter : Timeout.InfiniteTimeSpan, clock);
        if (await Task.WhenAny(work, delayed.Task, timeout) == work)
        {
            await work;
        }
        else
        {
            _ = StopIfItFailsAsync(work);
        }
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        var began = clock.GetTimestamp();
        while (!await TryAsync(stopping))
        {
            delayed.TrySetResult();
            await Task.Delay(RetryDelay, clock, stopping);
        }

        if (lastReason is not null)
        {
            var (database, waited) = (services.DescribeDatabase(), clock.GetElapsedTime(began));
            DatabaseAvailable(log, database, waited);
        }

        completed.SetResult();
    }

    private async Task<bool> TryAsync(CancellationToken stopping)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope
                .ServiceProvider.GetRequiredService<DatabaseMigrator>()
                .MigrateAsync(() => PrepareAsync(scope.ServiceProvider, stopping), stopping);
            return true;
        }
        catch (Exception error) when (services.UsesPostgres() && DatabaseErrors.IsOutage(error))
        {
            var (database, reason) = (services.DescribeDatabase(), DatabaseErrors.Describe(error));
            if (reason != lastReason)
            {
                DatabaseUnavailable(log, database, reason, RetryDelay);
            }

            lastReason = reason;
            return false;
        }
    }

    private static async Task PrepareAsync(IServiceProvider scope, CancellationToken ct)
    {
        // Data protection caches keys for a day. Two processes that create one at the same time would not know the key of the other.
        scope.GetRequiredService<IDataProtectionProvider>().CreateProtector(nameof(DatabaseStartup)).Protect([]);
        foreach (var step in scope.GetServices<IStartupStep>())
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
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested) { }
#pragma warning disable CA1031 // Nothing awaits this task: unhandled, the program would answer 503 forever.
        catch (Exception error)
#pragma warning restore CA1031
        {
            HasFailed = true;
            StartupFailed(log, error);
            lifetime.StopApplication();
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The database {Database} is unavailable: {Reason}. Requests get 503; retrying every {Pause}"
    )]
    private static partial void DatabaseUnavailable(ILogger logger, string database, string reason, TimeSpan pause);

    [LoggerMessage(Level = LogLevel.Information, Message = "The database {Database} is available after {Waited}; accepting requests")]
    private static partial void DatabaseAvailable(ILogger logger, string database, TimeSpan waited);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Startup failed; stopping")]
    private static partial void StartupFailed(ILogger logger, Exception error);
}
