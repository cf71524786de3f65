using System.Linq.Expressions;

namespace Ticketing.Infrastructure.Data.Paging;

public static class KeysetQuery
{
    /// <summary>Newest first; towards newer pages oldest first, which <see cref="KeysetPageExtensions.ToKeysetPage"/> reverses.</summary>
    public static IQueryable<TRow> StartAt<TRow>(
        this IQueryable<TRow> rows,
        PagePosition? position,
        Expression<Func<TRow, DateTimeOffset?>> at,
        Expression<Func<TRow, Guid>> id
    )
    {
        if (position is not { At: var lastAt, Id: var lastId, Newer: var newer })
        {
            return rows.OrderByDescending(at).ThenByDescending(id);
        }

        // The bound on the time alone comes first, so that databases start there in the index.
        return newer
            ? rows.Where(Combine(at, id, (rowAt, rowId) => rowAt >= lastAt && (rowAt > lastAt || rowId.CompareTo(lastId) > 0)))
                .OrderBy(at)
                .ThenBy(id)
            : rows.Where(Combine(at, id, (rowAt, rowId) => rowAt <= lastAt && (rowAt < lastAt || rowId.CompareTo(lastId) < 0)))
                .OrderByDescending(at)
                .ThenByDescending(id);
    }

    private static Expression<Func<TRow, bool>> Combine<TRow>(
        Expression<Func<TRow, DateTimeOffset?>> at,
        Expression<Func<TRow, Guid>> id,
        Expression<Func<DateTimeOffset?, Guid, bool>> condition
    )
    {
        var row = at.Parameters[0];
        var rowId = new ParameterReplacer(id.Parameters[0], row).Visit(id.Body);
        var withTime = new ParameterReplacer(condition.Parameters[0], at.Body).Visit(condition.Body);
        return Expression.Lambda<Func<TRow, bool>>(new ParameterReplacer(condition.Parameters[1], rowId).Visit(withTime), row);
    }

    private sealed class ParameterReplacer(ParameterExpression from, Expression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
