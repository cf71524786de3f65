using Ticketing.Data.Postgres;
using Ticketing.Data.Sqlite;

namespace Ticketing.Data;

public static class DatabaseErrors
{
    /// <summary>True if the database is unreachable, refuses the connection or is locked.</summary>
    public static bool IsOutage(Exception error) =>
        IsAway(error) || error.IsOrHolds<DatabaseBusyException>() || PostgresErrors.IsBusy(error) || SqliteErrors.IsBusy(error);

    /// <summary>True if every statement would fail, not only this one.</summary>
    public static bool IsAway(Exception error) => PostgresErrors.IsAway(error);

    /// <returns>One line, without credentials.</returns>
    public static string Why(Exception error) => (PostgresErrors.Why(error) ?? error.GetBaseException().Message).ReplaceLineEndings(" ");

    private static bool IsOrHolds<T>(this Exception error)
        where T : Exception => error is T || (error.InnerException is { } inner && inner.IsOrHolds<T>());
}
