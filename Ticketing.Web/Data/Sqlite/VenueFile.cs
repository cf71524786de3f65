using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Ticketing.Data.Sqlite;

/// <summary>Blocks writers until disposed.</summary>
internal sealed class VenueFile : IAsyncDisposable
{
    private const int NotADatabase = 26;
    private readonly SqliteWriterGate gate = new();
    private readonly SqliteConnection connection;

    private VenueFile(string path, IServiceProvider services)
    {
        // Unpooled: disposing releases the file. ReadWrite does not create a missing file.
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ConnectionString);
        var options = new DbContextOptionsBuilder<SqliteTicketingDbContext>().UseSqlite(connection).UseApplicationServiceProvider(services);
        Context = new SqliteTicketingDbContext(options.Options, gate);
    }

    /// <summary>Only for the model; read rows through <see cref="Read"/>.</summary>
    public SqliteTicketingDbContext Context { get; }

    /// <returns>The file or a reason for the operator.</returns>
    public static async Task<(VenueFile? File, string? Refusal)> OpenAsync(string path, IServiceProvider services, CancellationToken ct)
    {
        if (!File.Exists(path))
        {
            return (null, $"There is no file '{path}'.");
        }

        var file = new VenueFile(path, services);
        var refusal = await file.LockAndCheckAsync(path, ct);
        if (refusal is null)
        {
            return (file, null);
        }

        await file.DisposeAsync();
        return (null, refusal);
    }

    public SqliteCommand Read(string sql)
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
            await using var begin = Read("BEGIN IMMEDIATE");
            await begin.ExecuteNonQueryAsync(ct);
            return Compare(path, await MigrationsAsync(ct), [.. Context.Database.GetMigrations()]);
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

    private async Task<List<string>> MigrationsAsync(CancellationToken ct)
    {
        await using var find = Read("SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsHistory'");
        if (await find.ExecuteScalarAsync(ct) is 0L)
        {
            return [];
        }

        await using var command = Read("SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\" ORDER BY \"MigrationId\"");
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<string> migrations = [];
        while (await reader.ReadAsync(ct))
        {
            migrations.Add(reader.GetString(0));
        }

        return migrations;
    }

    private static string? Compare(string path, List<string> there, List<string> ours) =>
        there.SequenceEqual(ours) ? null
        : there.Count == 0 || there[0] != ours[0] ? $"'{path}' is no venue of this program."
        : there.Except(ours).Any() ? $"'{path}' was last used by a newer version of this program. Copy it with that version."
        : $"'{path}' was last used by an older version of this program. Bring it to this version's schema first: with Database:Provider=Sqlite, run 'migrate'.";
}
