using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Data;
using Ticketing.Data.Postgres;
using Ticketing.Data.Sqlite;
using Ticketing.Settings;
using Xunit;

namespace Ticketing.Tests.Support;

/// <summary>Records the queries on a table and explains the last one.</summary>
internal sealed class WatchedApp(DatabaseProvider database, string table) : TicketingApp(database)
{
    private readonly LastQuery last = new(table);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected override void Arrange(IServiceCollection services) => services
        .ConfigureDbContext<SqliteTicketingDbContext>(options => options.AddInterceptors(last))
        .ConfigureDbContext<PostgresTicketingDbContext>(options => options.AddInterceptors(last));

    public int Queries => last.Seen.Count;

    public Task<string> ExplainLastAsync() => UseAsync<TicketingDbContext, string>(async db =>
    {
        var (sql, parameters) = last.Seen.Last();
        await db.Database.OpenConnectionAsync(Ct);
        if (Database == DatabaseProvider.Postgres)
        {
            // Test tables are so small that the planner prefers sequential scans; what counts is that an index can be used.
            await using var prefer = db.Database.GetDbConnection().CreateCommand();
            prefer.CommandText = "SET enable_seqscan = off";
            await prefer.ExecuteNonQueryAsync(Ct);
        }

        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = (Database == DatabaseProvider.Sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(Ct);
        while (await reader.ReadAsync(Ct))
        {
            lines.Add(reader.GetString(reader.FieldCount - 1));
        }

        return string.Join('\n', lines);
    });
}

internal sealed class LastQuery(string table) : DbCommandInterceptor
{
    public ConcurrentQueue<(string Sql, List<(string Name, object? Value)> Parameters)> Seen { get; } = [];

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (command.CommandText.Contains($"FROM {table}", StringComparison.Ordinal) || command.CommandText.Contains($"FROM \"{table}\"", StringComparison.Ordinal))
        {
            Seen.Enqueue((command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(p => (p.ParameterName, p.Value))]));
        }

        return ValueTask.FromResult(result);
    }
}
