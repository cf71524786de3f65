using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;
using Ticketing.Infrastructure.Data.Sqlite;

namespace Ticketing.Infrastructure.Data.Snapshots;

internal sealed class SqliteSnapshot(SqliteTicketingDbContext db, TimeProvider clock) : IDatabaseSnapshot
{
    public const string CopyName = "ticketing.db";
    public const string ListTables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    private const int Interrupted = 9;
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(500);

    public string FileName => CopyName;

    public string? FindObstacle()
    {
        var path = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;
        return File.Exists(path) ? null : T["There is no database '{0}' yet.", path];
    }

    public async Task<DatabaseFacts> TakeAsync(string path, IProgress<double>? written, CancellationToken ct)
    {
        await using (var source = await OpenAsync(new(db.Database.GetConnectionString()!), SqliteOpenMode.ReadWrite, ct))
        {
            var size = await QueryAsync<long>(source, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size", ct);
            await using var report = clock.CreateTimer(
                _ =>
                    written?.Report(Math.Min(1, new FileInfo(path) is { Exists: true } copy ? (double)copy.Length / Math.Max(1, size) : 0)),
                state: null,
                ProgressInterval,
                ProgressInterval
            );
            await CopyAsync(source, path, ct);
        }

        await using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite))
        {
            file.Flush(flushToDisk: true);
        }

        return await ReadFactsAsync(path, ct);
    }

    public async Task<TrialRestore> TryRestoreAsync(string path, CancellationToken ct)
    {
        try
        {
            await using var copy = await OpenAsync(new() { DataSource = path }, SqliteOpenMode.ReadOnly, ct);
            var integrity = await QueryAsync<string>(copy, "PRAGMA integrity_check(1)", ct);
            var orphan = await QueryAsync<string?>(copy, "SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1", ct);
            var reader = new FactReader(copy, ListTables);
            return integrity != "ok" ? new TrialRestore($"the database in it is damaged: {integrity}", Facts: null)
                : orphan is not null ? new TrialRestore($"rows of {orphan} refer to rows that are missing", Facts: null)
                : new TrialRestore(Problem: null, await reader.ReadAsync(ct), HashSecret: await reader.FindHashSecretAsync(ct));
        }
        catch (SqliteException error)
        {
            return new TrialRestore($"the database in it cannot be read: {error.Message}", Facts: null);
        }
    }

    // Microsoft.Data.Sqlite has no asynchronous commands, and ignores Cancel.
    private static async Task CopyAsync(SqliteConnection source, string path, CancellationToken ct)
    {
        await using var command = source.CreateCommand();
        command.CommandText = "VACUUM INTO $path";
        command.CommandTimeout = 0;
        command.Parameters.AddWithValue("$path", path);
        await using var stop = ct.Register(() => raw.sqlite3_interrupt(source.Handle));
        try
        {
            await Task.Run(command.ExecuteNonQuery, CancellationToken.None);
        }
        catch (SqliteException error) when (error.SqliteErrorCode == Interrupted)
        {
            throw new OperationCanceledException(ct);
        }
    }

    private static async Task<DatabaseFacts> ReadFactsAsync(string path, CancellationToken ct)
    {
        await using var copy = await OpenAsync(new() { DataSource = path }, SqliteOpenMode.ReadOnly, ct);
        return await new FactReader(copy, ListTables).ReadAsync(ct);
    }

    // Unpooled: a pooled connection would keep the file open.
    private static async Task<SqliteConnection> OpenAsync(SqliteConnectionStringBuilder text, SqliteOpenMode mode, CancellationToken ct)
    {
        (text.Mode, text.Pooling) = (mode, false);
        var connection = new SqliteConnection(text.ConnectionString);
        await connection.OpenAsync(ct);
        return connection;
    }

    private static async Task<T?> QueryAsync<T>(SqliteConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        return await command.ExecuteScalarAsync(ct) is T found ? found : default;
    }
}
