using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Ticketing.Data.Postgres;

/// <summary>After a server restart all pooled connections are dead: the first failure clears the pool.</summary>
internal sealed class StaleConnections : DbCommandInterceptor
{
    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => Empty(command, eventData.Exception);

    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Empty(command, eventData.Exception);
        return Task.CompletedTask;
    }

    private static void Empty(DbCommand command, Exception error)
    {
        if (PostgresErrors.IsCutOff(error) && command.Connection is NpgsqlConnection connection)
        {
            NpgsqlConnection.ClearPool(connection);
        }
    }
}
