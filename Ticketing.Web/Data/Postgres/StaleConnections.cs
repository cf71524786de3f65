using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Ticketing.Data.Postgres;

/// <summary>After a restart of the server all connections in the pool are dead. The first that shows it takes the others out.</summary>
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
