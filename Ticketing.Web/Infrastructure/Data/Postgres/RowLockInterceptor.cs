using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Ticketing.Infrastructure.Data.Postgres;

/// <summary>Adds the locking clause for the tags of <see cref="RowLocks"/>.</summary>
internal sealed class RowLockInterceptor : DbCommandInterceptor
{
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        if (RowLocks.IsTagged(command.CommandText, RowLocks.ForUpdateTag))
        {
            command.CommandText += "\nFOR UPDATE";
        }
        else if (RowLocks.IsTagged(command.CommandText, RowLocks.SkipLockedTag))
        {
            command.CommandText += "\nFOR UPDATE SKIP LOCKED";
        }

        return ValueTask.FromResult(result);
    }
}
