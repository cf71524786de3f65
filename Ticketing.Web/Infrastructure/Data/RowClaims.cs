using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Ticketing.Infrastructure.Data;

public static class RowClaims
{
    /// <summary>
    /// Only inside <see cref="TicketingDbContext.WriteAsync{T}"/>. On PostgreSQL skips rows that other workers have locked.
    /// </summary>
    public static Task<T?> LockFirstAsync<T>(this IQueryable<T> due, CancellationToken ct)
        where T : class => due.ForUpdateSkipLocked().AsNoTracking().FirstOrDefaultAsync(ct);

    /// <summary>
    /// Claims a row by one conditional update: <paramref name="claim"/> must change a column that <paramref name="row"/> filters by.
    /// </summary>
    /// <returns>False if another worker was faster.</returns>
    public static Task<bool> TryClaimAsync<T>(
        this TicketingDbContext db,
        IQueryable<T> row,
        Action<UpdateSettersBuilder<T>> claim,
        CancellationToken ct
    )
        where T : class => db.WriteAsync(async () => await row.ExecuteUpdateAsync(claim, ct) == 1, ct: ct);
}

/// <summary>Claims rows by advancing their due time. It is also the lease: the row of a killed worker comes due again.</summary>
/// <param name="maxAhead">The longest lease or delay. A row that is due later is due now: see <see cref="ClockSkew"/>.</param>
/// <param name="attempts">Counts the claims, if the table has such a column.</param>
public sealed class DueTimeLease<T>(Expression<Func<T, DateTimeOffset>> dueAt, TimeSpan maxAhead, Expression<Func<T, int>>? attempts = null)
    where T : class
{
    private readonly Func<T, DateTimeOffset> getDueAt = dueAt.Compile();

    /// <returns>At most <paramref name="limit"/> rows, longest due first.</returns>
    public Task<List<T>> ListDueAsync(IQueryable<T> open, DateTimeOffset now, int limit, CancellationToken ct)
    {
        var latest = now + maxAhead + ClockSkew.Max;
        var isPast = CompareDueAt(Expression.LessThanOrEqual, () => now);
        var isTooFarAhead = CompareDueAt(Expression.GreaterThan, () => latest);
        var isDue = Expression.Lambda<Func<T, bool>>(Expression.OrElse(isPast.Body, isTooFarAhead.Body), dueAt.Parameters);
        return open.AsNoTracking().Where(isDue).OrderBy(dueAt).Take(limit).ToListAsync(ct);
    }

    /// <param name="open">The row by its key, if it is still to be worked on.</param>
    /// <param name="read">The row as it was listed.</param>
    /// <returns>False if it has been claimed or rescheduled since it was read.</returns>
    public Task<bool> TryClaimAsync(TicketingDbContext db, IQueryable<T> open, T read, DateTimeOffset until, CancellationToken ct)
    {
        var wasDueAt = getDueAt(read);
        return db.TryClaimAsync(
            open.Where(CompareDueAt(Expression.Equal, () => wasDueAt)),
            set =>
            {
                set.SetProperty(dueAt, until);
                if (attempts is not null)
                {
                    set.SetProperty(attempts, Increment(attempts));
                }
            },
            ct
        );
    }

    /// <summary>Claims the row and works on it. If the program stops meanwhile, the row is due again for the next one.</summary>
    /// <param name="until">When the claim ends by itself.</param>
    /// <returns>False if the row could not be claimed.</returns>
    /// <inheritdoc cref="TryClaimAsync"/>
    public async Task<bool> TryRunAsync(
        TicketingDbContext db,
        IQueryable<T> open,
        T read,
        DateTimeOffset until,
        Func<Task> work,
        CancellationToken stopping
    )
    {
        if (!await TryClaimAsync(db, open, read, until, stopping))
        {
            return false;
        }

        try
        {
            await work();
            return true;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await ReleaseAsync(db, open, read, until);
            throw;
        }
    }

    private Task<int> ReleaseAsync(TicketingDbContext db, IQueryable<T> open, T read, DateTimeOffset until)
    {
        var wasDueAt = getDueAt(read);
        var claimed = open.Where(CompareDueAt(Expression.Equal, () => until));
        return db.WriteAsync(
            () => claimed.ExecuteUpdateAsync(set => set.SetProperty(dueAt, wasDueAt), CancellationToken.None),
            ct: CancellationToken.None
        );
    }

    // The value is a captured variable, so that EF Core sends it as a parameter.
    private Expression<Func<T, bool>> CompareDueAt(
        Func<Expression, Expression, Expression> compare,
        Expression<Func<DateTimeOffset>> value
    ) => Expression.Lambda<Func<T, bool>>(compare(dueAt.Body, value.Body), dueAt.Parameters);

    private static Expression<Func<T, int>> Increment(Expression<Func<T, int>> number) =>
        Expression.Lambda<Func<T, int>>(Expression.Add(number.Body, Expression.Constant(1)), number.Parameters);
}
