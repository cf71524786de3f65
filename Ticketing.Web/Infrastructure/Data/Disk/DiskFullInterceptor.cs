using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Ticketing.Infrastructure.Data.Disk;

/// <summary>Notices that a statement or a commit failed because the database has no space left.</summary>
internal sealed class DiskFullInterceptor(DiskSpace disk) : DbCommandInterceptor, IDbTransactionInterceptor
{
    public override Task CommandFailedAsync(
        DbCommand command,
        CommandErrorEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        disk.Report(eventData.Exception);
        return Task.CompletedTask;
    }

    public Task TransactionFailedAsync(
        DbTransaction transaction,
        TransactionErrorEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        disk.Report(eventData.Exception);
        return Task.CompletedTask;
    }
}
