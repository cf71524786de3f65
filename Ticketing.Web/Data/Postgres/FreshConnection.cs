using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Ticketing.Data.Postgres;

/// <summary>
/// After a restart of the server, connections that lay in the pool are dead, and nobody knows before using them. The first failure empties
/// the pool (<see cref="StaleConnections"/>); the statement that met it runs again on another connection. Inside a transaction that would not do:
/// <see cref="TicketingDbContext.WriteAsync{T}"/> repeats the whole of it.
/// </summary>
internal sealed class FreshConnection(ExecutionStrategyDependencies dependencies) : IExecutionStrategy
{
    /// <summary>While one empties the pool, another may still be given a dead connection out of it. A server that is away refuses at once.</summary>
    private const int MostTries = 8;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly DbContext db = dependencies.CurrentContext.Context;

    /// <summary>True would make EF Core read every result to its end before we see its first row.</summary>
    public bool RetriesOnFailure => false;

    public TResult Execute<TState, TResult>(
        TState state, Func<DbContext, TState, TResult> operation, Func<DbContext, TState, ExecutionResult<TResult>>? verifySucceeded)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return operation(db, state);
            }
            catch (Exception error) when (tries < MostTries && MayRunAgain(error))
            {
            }
        }
    }

    public async Task<TResult> ExecuteAsync<TState, TResult>(
        TState state,
        Func<DbContext, TState, CancellationToken, Task<TResult>> operation,
        Func<DbContext, TState, CancellationToken, Task<ExecutionResult<TResult>>>? verifySucceeded,
        CancellationToken cancellationToken = default)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await operation(db, state, cancellationToken);
            }
            catch (Exception error) when (tries < MostTries && MayRunAgain(error))
            {
                await Task.Delay(Pause * tries, cancellationToken);
            }
        }
    }

    private bool MayRunAgain(Exception error) => db.Database.CurrentTransaction is null && PostgresErrors.IsCutOff(error);
}
