using Microsoft.EntityFrameworkCore;

namespace Ticketing.Data;

/// <summary>
/// Locks the rows that a query returns until the write transaction ends. Belongs inside <see cref="TicketingDbContext.WriteAsync{T}"/>, and
/// into a query of one table without joins. On SQLite there is nothing to do: who writes, writes alone.
/// </summary>
public static class RowLocks
{
    internal const string Wait = "locks rows, waiting for them";
    internal const string Skip = "locks rows, skipping what others have locked";

    /// <summary>Waits for whoever has locked a row. What is read afterwards, in a further query, is what they left.</summary>
    public static IQueryable<T> LockingRows<T>(this IQueryable<T> rows) => rows.TagWith(Wait);

    /// <summary>Takes no row that another has locked, and does not wait: several workers each take another one.</summary>
    public static IQueryable<T> SkippingLockedRows<T>(this IQueryable<T> rows) => rows.TagWith(Skip);

    internal static bool IsTagged(string sql, string tag) => sql.StartsWith($"-- {tag}", StringComparison.Ordinal);
}
