using System.Globalization;
using Npgsql;

namespace Ticketing.Bench.Loading;

/// <summary>Uses COPY; the server checks foreign keys as rows arrive.</summary>
internal sealed class PostgresBulkLoader(string connectionString) : BulkLoader
{
    private readonly NpgsqlConnection connection = new(
        new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 0, Pooling = false }.ConnectionString
    );
    private readonly List<string> indexes = [];

    public override async Task BeginAsync(IReadOnlyList<BulkTable> shapes, CancellationToken ct)
    {
        await connection.OpenAsync(ct);
        await ExecuteAsync("SET synchronous_commit = off; SET maintenance_work_mem = '256MB'", ct);
        var names = new List<string>();
        const string Sql = """
            SELECT i.indexname, i.indexdef FROM pg_indexes i
            WHERE i.schemaname = current_schema() AND i.tablename = ANY($1)
                AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conname = i.indexname)
            """;
        await using (
            var command = new NpgsqlCommand(Sql, connection)
            {
                Parameters = { new() { Value = shapes.Select(shape => shape.Table).ToArray() } },
            }
        )
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                names.Add(reader.GetString(0));
                indexes.Add(reader.GetString(1));
            }
        }

        foreach (var name in names)
        {
            await ExecuteAsync($"DROP INDEX \"{name}\"", ct);
        }
    }

    public override async Task WriteAsync(RowBatch chunk, CancellationToken ct)
    {
        foreach (var shape in chunk.Shapes.Where(shape => chunk.GetRows(shape).Count > 0))
        {
            await using var writer = await connection.BeginBinaryImportAsync(
                $"COPY \"{shape.Table}\" ({shape.ColumnNames}) FROM STDIN (FORMAT BINARY)",
                ct
            );
            foreach (var row in chunk.GetRows(shape))
            {
                await writer.StartRowAsync(ct);
                foreach (var column in shape.Columns)
                {
                    if (column.GetValue(row) is { } value)
                    {
                        await writer.WriteAsync(value, column.Type, ct);
                    }
                    else
                    {
                        await writer.WriteNullAsync(ct);
                    }
                }
            }

            await writer.CompleteAsync(ct);
        }
    }

    /// <summary>Also updates statistics, as autovacuum would after a while.</summary>
    public override async Task FinishAsync(CancellationToken ct)
    {
        var progress = new Progress("  Indexes", indexes.Count);
        foreach (var (done, sql) in indexes.Index())
        {
            progress.Report(done);
            await ExecuteAsync(sql, ct);
        }

        progress.Finish();
        await ExecuteAsync("VACUUM ANALYZE", ct);
    }

    /// <summary>Foreign keys were checked on insert.</summary>
    public override Task<IReadOnlyList<string>> FindInconsistenciesAsync(CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    public override async Task<long> CountAsync(string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
    }

    public override ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
