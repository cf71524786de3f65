using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Ticketing.Data;

/// <summary>
/// Refuses a statement that changes rows outside <see cref="TicketingDbContext.WriteAsync{T}"/>: it would run without its
/// turn at the writer gate and without a transaction around it.
/// </summary>
internal sealed class UngatedWriteGuard : DbCommandInterceptor
{
    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var changesRows = eventData.CommandSource is CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete or CommandSource.ExecuteSqlRaw;
        if (changesRows && eventData.Context is TicketingDbContext { IsWriting: false })
        {
            throw new InvalidOperationException("A statement changed rows outside WriteAsync.");
        }

        return ValueTask.FromResult(result);
    }
}
