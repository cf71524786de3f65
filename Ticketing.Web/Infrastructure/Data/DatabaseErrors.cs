using System.Data.Common;
using Ticketing.Infrastructure.Data.Postgres;
using Ticketing.Infrastructure.Data.Sqlite;

namespace Ticketing.Infrastructure.Data;

public static class DatabaseErrors
{
    /// <summary>True if the database is unreachable, refuses the connection or is locked.</summary>
    public static bool IsOutage(Exception error) =>
        IsUnavailable(error)
        || IsDiskFull(error)
        || error.IsOrContains<DatabaseBusyException>()
        || PostgresErrors.IsBusy(error)
        || SqliteErrors.IsBusy(error);

    /// <summary>True if a write needed more space than the database has.</summary>
    public static bool IsDiskFull(Exception error) => SqliteErrors.IsDiskFull(error) || PostgresErrors.IsDiskFull(error);

    /// <summary>True if every statement would fail, not only this one.</summary>
    public static bool IsUnavailable(Exception error) => PostgresErrors.IsUnavailable(error);

    /// <summary>True if only this statement failed: the next row of a job may succeed.</summary>
    public static bool IsStatementFailure(Exception error) =>
        error is DatabaseBusyException || (error is DbException && !IsUnavailable(error));

    /// <returns>One line, without credentials.</returns>
    public static string Describe(Exception error) =>
        (PostgresErrors.Describe(error) ?? error.GetBaseException().Message).ReplaceLineEndings(" ");

    private static bool IsOrContains<T>(this Exception error)
        where T : Exception => error is T || (error.InnerException is { } inner && inner.IsOrContains<T>());
}
