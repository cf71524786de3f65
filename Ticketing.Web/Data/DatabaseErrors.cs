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
        error is DatabaseBusyException || PostgresErrors.IsAway(error) || PostgresErrors.IsBusy(error) || SqliteErrors.IsBusy(error);
}
