using Microsoft.Data.Sqlite;

namespace Ticketing.Infrastructure.Data.Sqlite;

internal static class SqliteErrors
{
    private const int Busy = 5;
    private const int Locked = 6;

    public static bool IsBusy(Exception error) =>
        error is SqliteException { SqliteErrorCode: Busy or Locked } || (error.InnerException is { } inner && IsBusy(inner));
}
