using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Ticketing.Bench.Loading;

/// <summary>Prepared statements in large transactions. An interrupted file is never reused, so durability is off.</summary>
internal sealed class SqliteBulkLoader(string path) : BulkLoader
{
    private readonly SqliteConnection connection = new($"Data Source={path};Pooling=False");
    private readonly Dictionary<BulkTable, SqliteCommand> inserts = [];
    private readonly List<string> indexes = [];

    public override async Task BeginAsync(IReadOnlyList<BulkTable> shapes, CancellationToken ct)
    {
        await connection.OpenAsync(ct);
        await ExecuteAsync(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON; PRAGMA cache_size = -400000; PRAGMA "
                + "temp_store = MEMORY;",
            ct
        );
        var names = new List<string>();
        await using (
            var command = new SqliteCommand(
                "SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
                connection
            )
        )
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                if (shapes.Any(shape => shape.Table == reader.GetString(2)))
                {
                    names.Add(reader.GetString(0));
                    indexes.Add(reader.GetString(1));
                }
            }
        }

        foreach (var name in names)
        {
            await ExecuteAsync($"DROP INDEX \"{name}\"", ct);
        }

        foreach (var shape in shapes)
        {
            inserts[shape] = PrepareInsert(shape);
        }
    }

    public override async Task WriteAsync(RowBatch chunk, CancellationToken ct)
    {
        await using var transaction = connection.BeginTransaction();
        foreach (var shape in chunk.Shapes)
        {
            var insert = inserts[shape];
            insert.Transaction = transaction;
            foreach (var row in chunk.GetRows(shape))
            {
                for (var i = 0; i < shape.Columns.Count; i++)
                {
                    insert.Parameters[i].Value = shape.Columns[i].GetValue(row) ?? DBNull.Value;
                }

                insert.ExecuteNonQuery();
            }
        }

        await transaction.CommitAsync(ct);
    }

    public override async Task FinishAsync(CancellationToken ct)
    {
        var progress = new Progress("  Indexes", indexes.Count);
        foreach (var (done, sql) in indexes.Index())
        {
            progress.Report(done);
            await ExecuteAsync(sql, ct);
        }

        progress.Finish();
    }

    public override async Task<IReadOnlyList<string>> FindInconsistenciesAsync(CancellationToken ct)
    {
        var faults = new List<string>();
        await using var command = new SqliteCommand("PRAGMA foreign_key_check", connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (faults.Count < 10 && await reader.ReadAsync(ct))
        {
            faults.Add($"a row of {reader.GetString(0)} refers to a missing row of {reader.GetString(2)}");
        }

        return faults;
    }

    public override async Task<long> CountAsync(string sql, CancellationToken ct)
    {
        await using var command = new SqliteCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var insert in inserts.Values)
        {
            await insert.DisposeAsync();
        }

        await connection.DisposeAsync();
    }

    private SqliteCommand PrepareInsert(BulkTable shape)
    {
        var places = string.Join(", ", shape.Columns.Select((_, i) => $"$p{i}"));
        var insert = new SqliteCommand($"INSERT INTO \"{shape.Table}\" ({shape.ColumnNames}) VALUES ({places})", connection);
        foreach (var (i, _) in shape.Columns.Index())
        {
            insert.Parameters.AddWithValue($"$p{i}", DBNull.Value);
        }

        insert.Prepare();
        return insert;
    }

    private async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var command = new SqliteCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }
}
