using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data.Sqlite;

namespace Ticketing.Infrastructure.Data.SqliteCopy;

/// <summary>Blocks writers until disposed.</summary>
internal sealed class SqliteVenueFile : IAsyncDisposable
{
    private const int NotADatabase = 26;

    /// <summary>Seconds. Who writes for longer has not been stopped.</summary>
    private const int LockTimeout = 3;
    private readonly SqliteWriterGate gate = new();
    private readonly SqliteConnection connection;

    private SqliteVenueFile(string path, IServiceProvider services)
    {
        // Unpooled: disposing releases the file. ReadWrite does not create a missing file.
        connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = SqliteOpenMode.ReadWrite,
                Pooling = false,
            }.ConnectionString
        );
        var options = new DbContextOptionsBuilder<SqliteTicketingDbContext>().UseSqlite(connection).UseApplicationServiceProvider(services);
        Context = new SqliteTicketingDbContext(options.Options, gate);
    }

    /// <summary>Only for the model; read rows through <see cref="CreateCommand"/>.</summary>
    public SqliteTicketingDbContext Context { get; }

    /// <returns>The file or a reason for the operator.</returns>
    public static async Task<(SqliteVenueFile? File, string? Refusal)> OpenAsync(
        string path,
        IServiceProvider services,
        CancellationToken ct
    )
    {
        if (!File.Exists(path))
        {
            return (null, $"There is no file '{path}'.");
        }

        var file = new SqliteVenueFile(path, services);
        var refusal = await file.LockAndCheckAsync(path, ct);
        if (refusal is null)
        {
            return (file, null);
        }

        await file.DisposeAsync();
        return (null, refusal);
    }

    public SqliteCommand CreateCommand(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        await connection.DisposeAsync();
        gate.Dispose();
    }

    private async Task<string?> LockAndCheckAsync(string path, CancellationToken ct)
    {
        try
        {
            await connection.OpenAsync(ct);
            await using var begin = CreateCommand("BEGIN IMMEDIATE");
            begin.CommandTimeout = LockTimeout;
            await begin.ExecuteNonQueryAsync(ct);
            return CheckMigrations(path, await GetAppliedMigrationsAsync(ct), [.. Context.Database.GetMigrations()]);
        }
        catch (SqliteException error) when (SqliteErrors.IsBusy(error))
        {
            return $"Somebody is writing into '{path}'. Stop the server first.";
        }
        catch (SqliteException error)
        {
            return error.SqliteErrorCode == NotADatabase ? $"'{path}' is no SQLite database." : $"'{path}' cannot be read: {error.Message}";
        }
    }

    private async Task<List<string>> GetAppliedMigrationsAsync(CancellationToken ct)
    {
        await using var find = CreateCommand("SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsHistory'");
        if (await find.ExecuteScalarAsync(ct) is 0L)
        {
            return [];
        }

        await using var command = CreateCommand("SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\" ORDER BY \"MigrationId\"");
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<string> migrations = [];
        while (await reader.ReadAsync(ct))
        {
            migrations.Add(reader.GetString(0));
        }

        return migrations;
    }

    private static string? CheckMigrations(string path, List<string> applied, List<string> expected) =>
        applied.SequenceEqual(expected) ? null
        : applied.Count == 0 || (applied[0] != expected[0] && applied[0] != SqliteLegacyUpgrade.Migrations[0])
            ? $"'{path}' is no venue of this program."
        : MigrationHistory.Compare(applied, expected, SqliteLegacyUpgrade.Migrations) == MigrationHistoryState.Newer
            ? $"'{path}' was last used by a newer version of this program. Copy it with that version."
        : $"'{path}' was last used by an older version of this program. Bring it to this version's schema first: with "
            + "Database:Provider=Sqlite, run 'migrate'.";
}
