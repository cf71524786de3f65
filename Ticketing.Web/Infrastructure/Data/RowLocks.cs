using Microsoft.EntityFrameworkCore;

namespace Ticketing.Infrastructure.Data;

/// <summary>
/// Locks rows until the write transaction ends. Only inside <see cref="TicketingDbContext.WriteAsync{T}"/>, on one table without joins. A
/// no-op on SQLite.
/// </summary>
public static class RowLocks
{
    internal const string ForUpdateTag = "locks rows, waiting for them";
    internal const string SkipLockedTag = "locks rows, skipping what others have locked";

    /// <summary>A later query sees the changes of the previous lock holder.</summary>
    public static IQueryable<T> ForUpdate<T>(this IQueryable<T> rows) => rows.TagWith(ForUpdateTag);

    /// <summary>Lets several workers each claim a different row.</summary>
    public static IQueryable<T> ForUpdateSkipLocked<T>(this IQueryable<T> rows) => rows.TagWith(SkipLockedTag);

    internal static bool IsTagged(string sql, string tag) => sql.StartsWith($"-- {tag}", StringComparison.Ordinal);
}
