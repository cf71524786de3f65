using Microsoft.Data.Sqlite;

namespace Ticketing.Infrastructure.Data.Sqlite;

internal static class SqliteErrors
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int CannotOpen = 14;

    public static bool IsBusy(Exception error) =>
        error is SqliteException { SqliteErrorCode: Busy or Locked } || (error.InnerException is { } inner && IsBusy(inner));

    /// <summary>The file cannot be written, such as one that belongs to another user.</summary>
    public static bool IsUnusableFile(Exception error) =>
        error is SqliteException { SqliteErrorCode: ReadOnly or CannotOpen }
        || (error.InnerException is { } inner && IsUnusableFile(inner));
}
