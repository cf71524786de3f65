using Microsoft.AspNetCore.DataProtection;
using Ticketing.Data;

namespace Ticketing.Hosting;

/// <summary>What belongs to the start once the database has this version's schema. Safe to repeat; only one process does it at a time.</summary>
public interface IOpeningStep
{
    Task RunAsync(CancellationToken ct);
}

/// <summary>
/// From the start to the first page: the database is migrated, its keys are read, and every <see cref="IOpeningStep"/> is done. Where a
/// database server is away, the program listens meanwhile, says so on every page, and opens by itself when the server is back.
/// </summary>
public sealed partial class Opening(
    IServiceProvider services, IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<Opening> log)
{
    /// <summary>Between two tries.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>A server that takes longer is waited for while the program listens: a platform would take silence for death.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource delayed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? lastReason;

    public bool IsOpen => opened.Task.IsCompletedSuccessfully;

    /// <summary>It ended in an error that waiting does not cure: the program stops.</summary>
    public bool HasFailed { get; private set; }

    public Task OpenedAsync(CancellationToken ct) => opened.Task.WaitAsync(ct);

    /// <summary>Returns when all is done, or when it has turned out to take longer: then it goes on while the program listens.</summary>
    public async Task BeginAsync()
    {
        var work = OpenAsync(lifetime.ApplicationStopping);
        var patience = Task.Delay(services.IsOnPostgres() ? Patience : Timeout.InfiniteTimeSpan, clock);
        if (await Task.WhenAny(work, delayed.Task, patience) == work)
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
        // Reads the keys, or makes the first. The framework then keeps what it knows for a day: two processes that made one at once would
        // each seal with a key that the other does not know. So it is done by one after the other.
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
#pragma warning disable CA1031 // Nobody else waits for it: unsaid, the program would answer "later" for ever.
        catch (Exception error)
#pragma warning restore CA1031
        {
            HasFailed = true;
            CannotOpen(log, error);
            lifetime.StopApplication();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The database {Database} cannot be used: {Reason}. Visitors are told to come back later; it is tried again every {Pause}")]
    private static partial void Waiting(ILogger logger, string database, string reason, TimeSpan pause);

    [LoggerMessage(Level = LogLevel.Information, Message = "The database {Database} can be used after {Waited}: open for visitors")]
    private static partial void Back(ILogger logger, string database, TimeSpan waited);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The program cannot open, and stops")]
    private static partial void CannotOpen(ILogger logger, Exception error);
}
