using System.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Ticketing.Infrastructure.Data.Postgres;

namespace Ticketing.Infrastructure.Data.Snapshots;

internal sealed partial class PostgresSnapshot(PostgresTicketingDbContext db, ILogger<PostgresSnapshot> log) : IDatabaseSnapshot
{
    public const string ListTables = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()";

    /// <summary>Neither the owner nor the permissions of the old server have to exist on the new one.</summary>
    public static readonly string[] WithoutOwners = ["--no-owner", "--no-privileges"];

    private string ConnectionString => db.Database.GetConnectionString()!;

    public string FileName => "ticketing.dump";

    public string? FindObstacle() =>
        new[] { PostgresTools.Dump, PostgresTools.Restore, PostgresTools.Shell }.FirstOrDefault(tool => PostgresTools.Find(tool) is null)
            is { } missing
            ? T[
                "{0} is not installed. Install the client tools of PostgreSQL (on Debian: postgresql-client), at least of the "
                    + "server's version.",
                missing
            ]
            : null;

    /// <summary>The facts come from the same moment as the copy: both read one exported snapshot.</summary>
    public async Task<DatabaseFacts> TakeAsync(string path, IProgress<double>? written, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ConnectionString, ct);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var snapshot = (string)(await ExecuteAsync(connection, "SELECT pg_export_snapshot()", ct))!;
        var schema = (string)(await ExecuteAsync(connection, "SELECT quote_ident(current_schema())", ct))!;
        await PostgresTools.RunAsync(
            PostgresTools.Dump,
            ConnectionString,
            database: null,
            ["--format=custom", $"--snapshot={snapshot}", $"--table={schema}.*", $"--file={path}", .. WithoutOwners],
            ct
        );
        return await new FactReader(connection, ListTables).ReadAsync(ct);
    }

    public async Task<TrialRestore> TryRestoreAsync(string path, CancellationToken ct)
    {
        var database = $"ticketing_trial_{Guid.NewGuid():N}";
        await using var connection = await OpenAsync(ConnectionString, ct);
        try
        {
            await ExecuteAsync(connection, $"CREATE DATABASE {database}", ct);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return await ReadAsync(path, ct);
        }

        try
        {
            return await RestoreAsync(path, database, ct);
        }
        finally
        {
            await DropAsync(connection, database);
        }
    }

    private async Task<TrialRestore> RestoreAsync(string path, string database, CancellationToken ct)
    {
        try
        {
            await PostgresTools.RunAsync(
                PostgresTools.Restore,
                ConnectionString,
                database,
                ["--exit-on-error", $"--dbname={database}", .. WithoutOwners, path],
                ct
            );
        }
        catch (SnapshotException error)
        {
            return new TrialRestore($"the database in it cannot be restored: {error.Message}", Facts: null);
        }

        await using var restored = await OpenAsync(
            new NpgsqlConnectionStringBuilder(ConnectionString) { Database = database }.ConnectionString,
            ct
        );
        return new TrialRestore(Problem: null, await new FactReader(restored, ListTables).ReadAsync(ct));
    }

    private async Task<TrialRestore> ReadAsync(string path, CancellationToken ct)
    {
        try
        {
            await PostgresTools.RunAsync(PostgresTools.Restore, ConnectionString, database: null, ["--file=/dev/null", path], ct);
            return new TrialRestore(
                Problem: null,
                Facts: null,
                "It was read to its end but not restored, because the database user may not create a database (ALTER ROLE … CREATEDB)."
            );
        }
        catch (SnapshotException error)
        {
            return new TrialRestore($"the database in it cannot be read: {error.Message}", Facts: null);
        }
    }

    // The trial's result counts, also if the server has gone away since.
    private async Task DropAsync(NpgsqlConnection connection, string database)
    {
        try
        {
            await ExecuteAsync(connection, $"DROP DATABASE IF EXISTS {database} WITH (FORCE)", CancellationToken.None);
        }
        catch (NpgsqlException error)
        {
            TrialLeft(log, database, error.Message);
        }
    }

    // Unpooled: a database with pooled connections cannot be dropped, and the snapshot ends with its connection.
    private static async Task<NpgsqlConnection> OpenAsync(string connectionString, CancellationToken ct)
    {
        var text = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 0 };
        var connection = new NpgsqlConnection(text.ConnectionString);
        await connection.OpenAsync(ct);
        return connection;
    }

    private static async Task<object?> ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(ct);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The temporary database {Database} of a trial restore could not be dropped: {Reason}"
    )]
    private static partial void TrialLeft(ILogger logger, string database, string reason);
}
