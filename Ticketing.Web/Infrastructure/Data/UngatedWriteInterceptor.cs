using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Ticketing.Infrastructure.Data;

/// <summary>
/// Rejects changes and row locks outside <see cref="TicketingDbContext.WriteAsync{T}"/>, where they would bypass the writer gate.
/// </summary>
internal sealed class UngatedWriteInterceptor : DbCommandInterceptor
{
    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        var changesRows =
            eventData.CommandSource is CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete or CommandSource.ExecuteSqlRaw;
        if (changesRows && eventData.Context is TicketingDbContext { IsWriting: false })
        {
            throw new InvalidOperationException("A statement changed rows outside WriteAsync.");
        }

        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        var locksRows =
            RowLocks.IsTagged(command.CommandText, RowLocks.ForUpdateTag) || RowLocks.IsTagged(command.CommandText, RowLocks.SkipLockedTag);
        if (locksRows && eventData.Context is TicketingDbContext { IsWriting: false })
        {
            throw new InvalidOperationException("A query locked rows outside WriteAsync, where the lock would end with the statement.");
        }

        return ValueTask.FromResult(result);
    }
}
