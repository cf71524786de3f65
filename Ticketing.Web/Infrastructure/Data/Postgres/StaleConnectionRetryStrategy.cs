using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Ticketing.Infrastructure.Data.Postgres;

/// <summary>
/// After a server restart, pooled connections fail on first use. That failure clears the pool
/// (<see cref="StaleConnectionInterceptor"/>) and the statement runs again. Inside a transaction,
/// <see cref="TicketingDbContext.WriteAsync{T}"/> retries all of it instead.
/// </summary>
internal sealed class StaleConnectionRetryStrategy(ExecutionStrategyDependencies dependencies) : IExecutionStrategy
{
    /// <summary>While the pool is cleared, another statement may get a dead connection. A server that is down refuses at once.</summary>
    private const int MaxAttempts = 8;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(10);

    private readonly DbContext db = dependencies.CurrentContext.Context;

    /// <summary>True would make EF Core buffer every result.</summary>
    public bool RetriesOnFailure => false;

    public TResult Execute<TState, TResult>(
        TState state,
        Func<DbContext, TState, TResult> operation,
        Func<DbContext, TState, ExecutionResult<TResult>>? verifySucceeded
    )
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return operation(db, state);
            }
            catch (Exception error) when (tries < MaxAttempts && ShouldRetry(error)) { }
        }
    }

    public async Task<TResult> ExecuteAsync<TState, TResult>(
        TState state,
        Func<DbContext, TState, CancellationToken, Task<TResult>> operation,
        Func<DbContext, TState, CancellationToken, Task<ExecutionResult<TResult>>>? verifySucceeded,
        CancellationToken cancellationToken = default
    )
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await operation(db, state, cancellationToken);
            }
            catch (Exception error) when (tries < MaxAttempts && ShouldRetry(error))
            {
                await Task.Delay(RetryDelay * tries, cancellationToken);
            }
        }
    }

    private bool ShouldRetry(Exception error) => db.Database.CurrentTransaction is null && PostgresErrors.IsConnectionLost(error);
}
