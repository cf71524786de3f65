using Ticketing.Data.Postgres;
using Ticketing.Data.Sqlite;

namespace Ticketing.Data;

/// <summary>Which failures are the database's alone.</summary>
public static class DatabaseErrors
{
    /// <summary>
    /// True where the database cannot be reached, refuses us or is locked: whoever asks again later may succeed, without changing anything.
    /// </summary>
    public static bool IsOutage(Exception error) =>
        IsAway(error) || error.IsOrHolds<DatabaseBusyException>() || PostgresErrors.IsBusy(error) || SqliteErrors.IsBusy(error);

    /// <summary>True where it is not one row or one table: whatever is asked of the database next would fail as well.</summary>
    public static bool IsAway(Exception error) => PostgresErrors.IsAway(error);

    /// <returns>The reason in one line, for the log: neither connection string nor password.</returns>
    public static string Why(Exception error) => (PostgresErrors.Why(error) ?? error.GetBaseException().Message).ReplaceLineEndings(" ");

    private static bool IsOrHolds<T>(this Exception error)
        where T : Exception => error is T || (error.InnerException is { } inner && inner.IsOrHolds<T>());
}
