using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Ticketing.Infrastructure.Data.Postgres;

namespace Ticketing.Infrastructure.Data.Snapshots;

/// <summary>Loads the copy in one transaction, which first drops the tables of this schema.</summary>
internal sealed class PostgresRestore(PostgresTicketingDbContext db, PostgresSnapshot snapshot, TimeProvider clock) : IDatabaseRestore
{
    private const string CountOthers =
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' "
        + $"AND pid <> pg_backend_pid() AND application_name <> '{PostgresMigrator.LockName}'";

    private const string InUse = "a server is running";

    // Connections that were closed a moment ago still count.
    private const string RefuseOthers =
        $"DO $$ BEGIN FOR look IN 1..20 LOOP IF ({CountOthers}) = 0 THEN RETURN; END IF; PERFORM pg_sleep(0.1); "
        + "PERFORM pg_stat_clear_snapshot(); END LOOP; RAISE EXCEPTION '"
        + InUse
        + "'; END $$";

    private const int MaxLooks = 20;
    private static readonly TimeSpan TimeBetweenLooks = TimeSpan.FromMilliseconds(100);

    private string ConnectionString => db.Database.GetConnectionString()!;

    public async Task<string?> FindObstacleAsync(CancellationToken ct)
    {
        if (snapshot.FindObstacle() is { } missing)
        {
            return missing;
        }

        await using var connection = await OpenAsync(ct);
        await using var command = new NpgsqlCommand(CountOthers, connection);
        var others = 0L;
        for (var attempt = 0; attempt < MaxLooks; attempt++)
        {
            others = (long)(await command.ExecuteScalarAsync(ct))!;
            if (others == 0)
            {
                return null;
            }

            // Those that were closed a moment ago still count.
            await Task.Delay(TimeBetweenLooks, TimeProvider.System, ct);
        }

        return $"The database is in use by {others} other {(others == 1 ? "connection" : "connections")}. Stop every server first.";
    }

    public async Task<Guid?> FindVenueIdAsync(CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        return await new FactReader(connection, PostgresSnapshot.ListTables).FindVenueIdAsync(ct);
    }

    public async Task ReplaceAsync(string folder, DateTimeOffset backupCreatedAt, CancellationToken ct)
    {
        var (schema, drop) = await DescribeTablesAsync(ct);
        await LoadAsync(
            folder,
            // Again, now that no other connection can use a table: a server may have been started since.
            [drop, RefuseOthers],
            RecordRestore(schema, backupCreatedAt),
            ct
        );
    }

    public async Task<bool> TryPutBackAsync(string folder, CancellationToken ct)
    {
        var (_, drop) = await DescribeTablesAsync(ct);
        try
        {
            await LoadAsync(folder, [drop, RefuseOthers], after: "SELECT 1", ct);
            return true;
        }
        catch (SnapshotException error) when (error.Message.Contains(InUse, StringComparison.Ordinal))
        {
            return false;
        }
    }

    /// <summary>In one transaction.</summary>
    private async Task LoadAsync(string folder, IEnumerable<string> before, string after, CancellationToken ct)
    {
        var script = Path.Combine(folder, "restore.sql");
        await PostgresTools.RunAsync(
            PostgresTools.Restore,
            ConnectionString,
            database: null,
            [$"--file={script}", .. PostgresSnapshot.WithoutOwners, Path.Combine(folder, snapshot.FileName)],
            ct
        );
        await PostgresTools.RunAsync(
            PostgresTools.Shell,
            ConnectionString,
            database: null,
            [
                "--no-psqlrc",
                "--quiet",
                "--single-transaction",
                "--set=ON_ERROR_STOP=1",
                .. before.Select(sql => $"--command={sql}"),
                $"--file={script}",
                $"--command={after}",
            ],
            ct
        );
    }

    private async Task<(string Schema, string Drop)> DescribeTablesAsync(CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        await using var command = new NpgsqlCommand(
            "SELECT quote_ident(current_schema()), string_agg(format('%I.%I', schemaname, tablename), ', ') FROM pg_tables "
                + "WHERE schemaname = current_schema()",
            connection
        );
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return (reader.GetString(0), reader.IsDBNull(1) ? "SELECT 1" : $"DROP TABLE {reader.GetString(1)} CASCADE");
    }

    private string RecordRestore(string schema, DateTimeOffset backupCreatedAt) =>
        RestoreSql.SkipNumbers($"{schema}.counters")
        + "; "
        + RestoreSql.EndSessions(schema + ".")
        + "; "
        + RestoreSql.ForgetLookups(schema + ".")
        + $"; INSERT INTO {schema}.restores (id, backup_created_at, restored_at) VALUES ('{Guid.CreateVersion7()}', "
        + $"'{Format(backupCreatedAt)}', '{Format(clock.GetUtcNow())}')";

    private static string Format(DateTimeOffset instant) => instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    // Unpooled, so that it does not count as another connection later.
    private async Task<NpgsqlConnection> OpenAsync(CancellationToken ct)
    {
        NpgsqlConnection.ClearAllPools();
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(ct);
        return connection;
    }
}
