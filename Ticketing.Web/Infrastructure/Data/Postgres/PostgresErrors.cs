using System.Net.Sockets;
using Npgsql;

namespace Ticketing.Infrastructure.Data.Postgres;

/// <summary>EF Core and Npgsql wrap errors differently, so the whole chain is searched.</summary>
internal static class PostgresErrors
{
    /// <summary>Another transaction won; retry from the start.</summary>
    public static bool IsLostRace(Exception error) =>
        GetSqlState(error)
            is PostgresErrorCodes.UniqueViolation
                or PostgresErrorCodes.DeadlockDetected
                or PostgresErrorCodes.SerializationFailure;

    /// <summary>A lock or statement timeout, or a deadlock.</summary>
    public static bool IsBusy(Exception error) =>
        GetSqlState(error)
            is PostgresErrorCodes.DeadlockDetected
                or PostgresErrorCodes.SerializationFailure
                or PostgresErrorCodes.LockNotAvailable
                or PostgresErrorCodes.QueryCanceled;

    public static bool IsLockTimeout(Exception error) => GetSqlState(error) == PostgresErrorCodes.LockNotAvailable;

    /// <summary>The statement may still have been executed.</summary>
    public static bool IsTimeout(Exception error) => Find<NpgsqlException>(error) is { InnerException: TimeoutException };

    /// <summary>The server is unreachable, rejects us or accepts no writes.</summary>
    public static bool IsUnavailable(Exception error) =>
        Find<NpgsqlException>(error) switch
        {
            null or NpgsqlOperationInProgressException => false,
            PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } => false,
            PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.ReadOnlySqlTransaction } => true,
            PostgresException answer => answer.SqlState[..2] is "08" or "28" or "53" or "57",
            _ => true,
        };

    public static bool IsDiskFull(Exception error) => GetSqlState(error) == PostgresErrorCodes.DiskFull;

    /// <summary>The connection broke; a new one may work.</summary>
    public static bool IsConnectionLost(Exception error) =>
        Find<NpgsqlException>(error) switch
        {
            null => false,
            PostgresException answer => answer.SqlState
                is PostgresErrorCodes.AdminShutdown
                    or PostgresErrorCodes.CrashShutdown
                    or PostgresErrorCodes.IdleSessionTimeout,
            var broken => broken.InnerException is IOException
                || Find<SocketException>(broken) is { SocketErrorCode: not SocketError.ConnectionRefused },
        };

    /// <returns>One line; null if the error is not from PostgreSQL.</returns>
    public static string? Describe(Exception error)
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

    private static string? GetSqlState(Exception error) => Find<PostgresException>(error)?.SqlState;

    private static T? Find<T>(Exception? error)
        where T : Exception
    {
        // A cancellation by the caller also wraps "query canceled".
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
