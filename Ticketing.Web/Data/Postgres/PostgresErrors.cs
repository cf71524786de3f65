using Npgsql;

namespace Ticketing.Data.Postgres;

/// <summary>What PostgreSQL's errors mean to us. EF Core and Npgsql wrap them, each in its own way: the whole chain is looked through.</summary>
internal static class PostgresErrors
{
    /// <summary>Another transaction was faster: done again from its start, the work sees what that one did.</summary>
    public static bool IsLostRace(Exception error) => StateOf(error)
        is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;

    /// <summary>Others hold what this write needed for longer than we wait.</summary>
    public static bool IsBusy(Exception error) => StateOf(error)
        is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled
        || (Find<NpgsqlException>(error) is { InnerException: TimeoutException });

    /// <summary>The server cannot be reached, does not let us in or takes no writes: nothing that the request did wrong.</summary>
    public static bool IsAway(Exception error) => StateOf(error) is { } state
        ? state[..2] is "08" or "53" or "57" or "28" || state is PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.ReadOnlySqlTransaction
        : Find<NpgsqlException>(error) is { IsTransient: true };

    private static string? StateOf(Exception error) => Find<PostgresException>(error)?.SqlState;

    private static T? Find<T>(Exception? error)
        where T : Exception
    {
        // What the caller cancelled reaches us as the server's "cancelled", wrapped.
        for (; error is not null and not OperationCanceledException; error = error.InnerException)
        {
            if (error is T found)
            {
                return found;
            }
        }

        return null;
    }
}
