using System.Net.Sockets;
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
        is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled;

    /// <summary>No answer came in time. What was asked for may have been done all the same.</summary>
    public static bool IsTimeout(Exception error) => Find<NpgsqlException>(error) is { InnerException: TimeoutException };

    /// <summary>The server cannot be reached, does not let us in or takes no writes: nothing that the request did wrong.</summary>
    public static bool IsAway(Exception error) => Find<NpgsqlException>(error) switch
    {
        null or NpgsqlOperationInProgressException => false,
        PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } => false,
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.ReadOnlySqlTransaction } => true,
        PostgresException answer => answer.SqlState[..2] is "08" or "28" or "53" or "57",
        _ => true,
    };

    /// <summary>The connection had ended, or ended under the statement: on another one it may go well.</summary>
    public static bool IsCutOff(Exception error) => Find<NpgsqlException>(error) switch
    {
        null => false,
        PostgresException answer => answer.SqlState
            is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.IdleSessionTimeout,
        var broken => broken.InnerException is IOException || Find<SocketException>(broken) is { SocketErrorCode: not SocketError.ConnectionRefused },
    };

    /// <returns>One line: what the server said, or how the connection failed. Null where the error is not PostgreSQL's.</returns>
    public static string? Why(Exception error)
    {
        switch (Find<NpgsqlException>(error))
        {
            case null:
                return null;
            case PostgresException answer:
                return $"{answer.MessageText} ({answer.SqlState})";
            case var failure:
                var innermost = failure.GetBaseException();
                return innermost == failure ? failure.Message : $"{failure.Message}: {innermost.Message}";
        }
    }

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
