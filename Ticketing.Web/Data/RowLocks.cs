using Microsoft.EntityFrameworkCore;

namespace Ticketing.Data;

/// <summary>
/// Locks rows until the write transaction ends. Only inside <see cref="TicketingDbContext.WriteAsync{T}"/>, on one table without joins. A
/// no-op on SQLite.
/// </summary>
public static class RowLocks
{
    internal const string Wait = "locks rows, waiting for them";
    internal const string Skip = "locks rows, skipping what others have locked";

    /// <summary>A later query sees the changes of the previous lock holder.</summary>
    public static IQueryable<T> LockingRows<T>(this IQueryable<T> rows) => rows.TagWith(Wait);

    /// <summary>Lets several workers each claim a different row.</summary>
    public static IQueryable<T> SkippingLockedRows<T>(this IQueryable<T> rows) => rows.TagWith(Skip);

    internal static bool IsTagged(string sql, string tag) => sql.StartsWith($"-- {tag}", StringComparison.Ordinal);
}
