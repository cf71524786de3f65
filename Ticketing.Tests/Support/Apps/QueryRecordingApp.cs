using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Postgres;
using Ticketing.Infrastructure.Data.Sqlite;
using Xunit;

namespace Ticketing.Tests.Support.Apps;

/// <summary>Records the queries on a table and explains the last one.</summary>
internal sealed class QueryRecordingApp(DatabaseProvider database, string table) : TicketingApp(database)
{
    private readonly QueryRecorder recorder = new(table);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected override void OverrideServices(IServiceCollection services) =>
        services
            .ConfigureDbContext<SqliteTicketingDbContext>(options => options.AddInterceptors(recorder))
            .ConfigureDbContext<PostgresTicketingDbContext>(options => options.AddInterceptors(recorder));

    public int QueryCount => recorder.Queries.Count;

    public Task<string> ExplainLastQueryAsync() =>
        UseAsync<TicketingDbContext, string>(async db =>
        {
            var (sql, parameters) = recorder.Queries.Last();
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

internal sealed class QueryRecorder(string table) : DbCommandInterceptor
{
    public ConcurrentQueue<(string Sql, List<(string Name, object? Value)> Parameters)> Queries { get; } = [];

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        if (
            command.CommandText.Contains($"FROM {table}", StringComparison.Ordinal)
            || command.CommandText.Contains($"FROM \"{table}\"", StringComparison.Ordinal)
        )
        {
            Queries.Enqueue((command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(p => (p.ParameterName, p.Value))]));
        }

        return ValueTask.FromResult(result);
    }
}
