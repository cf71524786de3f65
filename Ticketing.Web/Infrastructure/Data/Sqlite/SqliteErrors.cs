using Microsoft.Data.Sqlite;

namespace Ticketing.Infrastructure.Data.Sqlite;

internal static class SqliteErrors
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int Full = 13;
    private const int CannotOpen = 14;

    /// <summary>SQLITE_IOERR_SHMSIZE: no space for the index of the write-ahead log.</summary>
    private const int CannotGrowIndex = 4874;

    /// <summary>SQLITE_IOERR_WRITE.</summary>
    private const int CannotWrite = 778;

    public static bool IsBusy(Exception error) =>
        error is SqliteException { SqliteErrorCode: Busy or Locked } || (error.InnerException is { } inner && IsBusy(inner));

    public static bool IsDiskFull(Exception error) =>
        error is SqliteException { SqliteErrorCode: Full } or SqliteException { SqliteExtendedErrorCode: CannotGrowIndex or CannotWrite }
        || (error.InnerException is { } inner && IsDiskFull(inner));

    /// <summary>The file cannot be written, such as one that belongs to another user.</summary>
    public static bool IsUnusableFile(Exception error) =>
        error is SqliteException { SqliteErrorCode: ReadOnly or CannotOpen }
        || (error.InnerException is { } inner && IsUnusableFile(inner));
}
