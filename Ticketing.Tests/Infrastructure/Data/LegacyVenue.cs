using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Postgres;
using Ticketing.Infrastructure.Data.Sqlite;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Data;

/// <summary>A filled venue as the last release before the migration <c>Initial</c> left it.</summary>
internal sealed class LegacyVenue(DatabaseProvider database) : TicketingApp(database)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<LegacyVenue> CreateAsync(DatabaseProvider database)
    {
        var venue = new LegacyVenue(database) { StartsWithoutDatabase = true };
        if (database == DatabaseProvider.Sqlite)
        {
            await CreateFileAsync(venue.FilePath);
        }
        else
        {
            await venue.ExecuteAsync("DROP SCHEMA public CASCADE; CREATE SCHEMA public;");
            await venue.ExecuteAsync(ReadText("postgres-schema.sql") + ReadText("postgres-rows.sql"));
        }

        return venue;
    }

    public static async Task CreateFileAsync(string path)
    {
        await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await ExecuteAsync(connection, "PRAGMA journal_mode = WAL;" + ReadText("sqlite-schema.sql") + ReadText("sqlite-rows.sql"));
    }

    public string FilePath => Path.Combine(StorageFolder, "ticketing.db");

    /// <summary>Adds rows that the upgrade has to rewrite, so that it takes its time.</summary>
    public Task FillAsync(int rows) =>
        ExecuteAsync(
            $"""
            WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {rows})
            INSERT INTO decided_differences (id, kind, about, reference, note, decided_by, decided_at)
            SELECT kind || ':pi_' || (n + 100000), kind, 'pi_' || (n + 100000), reference, note, decided_by, decided_at
            FROM numbers CROSS JOIN decided_differences
            """
        );

    /// <returns>Empty on PostgreSQL.</returns>
    public async Task<byte[]> ReadFileAsync() => Database == DatabaseProvider.Sqlite ? await File.ReadAllBytesAsync(FilePath, Ct) : [];

    /// <summary>As a start does, without the rest of the start.</summary>
    public async Task MigrateAsync()
    {
        await using var services = new ServiceCollection().AddIdentitySchema().BuildServiceProvider();
        if (Database == DatabaseProvider.Sqlite)
        {
            var options = new DbContextOptionsBuilder<SqliteTicketingDbContext>()
                .UseSqlite($"Data Source={FilePath};Pooling=False")
                .UseApplicationServiceProvider(services);
            using var gate = new SqliteWriterGate();
            await using var db = new SqliteTicketingDbContext(options.Options, gate);
            await new SqliteMigrator(db, TimeProvider.System, new NoUpgradeBackup(), NullLogger<DatabaseMigrator>.Instance).MigrateAsync(
                Ct
            );
        }
        else
        {
            var options = new DbContextOptionsBuilder<PostgresTicketingDbContext>()
                .UseNpgsql(ConnectionString)
                .UseApplicationServiceProvider(services);
            await using var db = new PostgresTicketingDbContext(options.Options);
            await new PostgresMigrator(db, new NoUpgradeBackup(), TimeProvider.System, NullLogger<DatabaseMigrator>.Instance).MigrateAsync(
                Ct
            );
        }
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = Connect();
        await ExecuteAsync(connection, sql);
    }

    /// <returns>"table: column=value | …" for every row of every table, sorted.</returns>
    public async Task<IReadOnlyList<string>> ReadRowsAsync()
    {
        await using var connection = Connect();
        await connection.OpenAsync(Ct);
        var tables = await ReadAsync(
            connection,
            Database == DatabaseProvider.Sqlite
                ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
                : "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public'",
            row => row.GetString(0)
        );
        List<string> rows = [];
        foreach (var table in tables)
        {
            rows.AddRange(await ReadAsync(connection, $"SELECT * FROM \"{table}\"", row => $"{table}: {Describe(row)}"));
        }

        return [.. rows.Order(StringComparer.Ordinal)];
    }

    /// <returns>The first column, as text.</returns>
    public async Task<List<string>> ReadTextAsync(string sql)
    {
        await using var connection = Connect();
        await connection.OpenAsync(Ct);
        return await ReadAsync(connection, sql, row => $"{row.GetValue(0)}");
    }

    /// <summary>For looking at an SQLite database without touching its files: opening it would recover its log.</summary>
    public LegacyVenue CopyFiles()
    {
        var copy = new LegacyVenue(Database) { StartsWithoutDatabase = true };
        foreach (
            var file in Directory.GetFiles(StorageFolder, "ticketing.db").Concat(Directory.GetFiles(StorageFolder, "ticketing.db-wal"))
        )
        {
            File.Copy(file, Path.Combine(copy.StorageFolder, Path.GetFileName(file)));
        }

        return copy;
    }

    private DbConnection Connect() =>
        Database == DatabaseProvider.Sqlite
            ? new SqliteConnection($"Data Source={FilePath};Pooling=False")
            : new NpgsqlConnection(ConnectionString);

    private static string Describe(DbDataReader row) =>
        string.Join(
            " | ",
            Enumerable
                .Range(0, row.FieldCount)
                .Select(i => $"{row.GetName(i)}={(row.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : row.GetValue(i))}")
        );

    private static async Task<List<string>> ReadAsync(DbConnection connection, string sql, Func<DbDataReader, string> read)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(Ct);
        List<string> rows = [];
        while (await reader.ReadAsync(Ct))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql)
    {
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Ct);
    }

    private static string ReadText(string name)
    {
        using var stream = typeof(LegacyVenue).Assembly.GetManifestResourceStream($"Ticketing.Tests.Infrastructure.Data.Legacy.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
