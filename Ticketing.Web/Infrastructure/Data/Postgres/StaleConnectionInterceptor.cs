using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Ticketing.Infrastructure.Data.Postgres;

/// <summary>After a server restart all pooled connections are dead: the first failure clears the pool.</summary>
internal sealed class StaleConnectionInterceptor : DbCommandInterceptor
{
    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => ClearPool(command, eventData.Exception);

    public override Task CommandFailedAsync(
        DbCommand command,
        CommandErrorEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        ClearPool(command, eventData.Exception);
        return Task.CompletedTask;
    }

    private static void ClearPool(DbCommand command, Exception error)
    {
        if (PostgresErrors.IsConnectionLost(error) && command.Connection is NpgsqlConnection connection)
        {
            NpgsqlConnection.ClearPool(connection);
        }
    }
}
