using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Bench.Loading;

/// <summary>Keeps filled databases for later runs, named by order count, seed and schema; unfinished ones have a suffix.</summary>
internal sealed class DatabaseCache(BenchOptions options)
{
    /// <summary>Increase it when the generated history changes, so that old databases are not reused.</summary>
    private const int FormatVersion = 1;
    private const string UnfinishedSuffix = "_unfinished";
    private static readonly string Root = Path.Combine(Path.GetTempPath(), "ticketing-bench");

    public async Task<BenchDatabase> GetOrCreateAsync(int orders, CancellationToken ct)
    {
        var schema = await GetSchemaHashAsync();
        var name = string.Create(CultureInfo.InvariantCulture, $"bench_{orders}_{options.Seed}_{schema}");
        var place = GetDatabase(name);
        if (options.Fresh)
        {
            await RemoveAsync(name, ct);
        }

        if (!await ExistsAsync(name, ct))
        {
            await RemoveAsync(name + UnfinishedSuffix, ct);
            await BuildAsync(orders, GetDatabase(name + UnfinishedSuffix), ct);
            await RenameAsync(name + UnfinishedSuffix, name, ct);
        }

        return place;
    }

    private async Task BuildAsync(int orders, BenchDatabase place, CancellationToken ct)
    {
        Directory.CreateDirectory(place.Folder);
        await CreateAsync(place, ct);
        await using var venue = new BenchVenue(place);
        await using BulkLoader sink =
            place.Provider == DatabaseProvider.Postgres
                ? new PostgresBulkLoader(place.ConnectionString)
                : new SqliteBulkLoader(new SqliteConnectionStringBuilder(place.ConnectionString).DataSource);
        await new HistoryLoader(venue, sink).FillAsync(orders, options.Seed, ct);
    }

    private BenchDatabase GetDatabase(string name)
    {
        var folder = Path.Combine(Root, name);
        return options.Postgres is { } server
            ? new BenchDatabase(
                DatabaseProvider.Postgres,
                new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString,
                folder
            )
            : new BenchDatabase(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder, "ticketing.db")};Default Timeout=10", folder);
    }

    /// <summary>A short hash of the current schema.</summary>
    private async Task<string> GetSchemaHashAsync()
    {
        await using var venue = new BenchVenue(GetDatabase("none"));
        await using var scope = venue.CreateScope();
        var database = scope.ServiceProvider.GetRequiredService<TicketingDbContext>().Database;
        var text = database.GenerateCreateScript() + database.GetMigrations().Last() + FormatVersion.ToString(CultureInfo.InvariantCulture);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
    }

    private async Task<bool> ExistsAsync(string name, CancellationToken ct) =>
        options.Postgres is null
            ? Directory.Exists(GetDatabase(name).Folder)
            : await ExecuteScalarAsync($"SELECT count(*) FROM pg_database WHERE datname = '{name}'", ct) is 1L;

    private async Task RemoveAsync(string name, CancellationToken ct)
    {
        var folder = GetDatabase(name).Folder;
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        if (options.Postgres is not null)
        {
            await ExecuteScalarAsync($"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)", ct);
        }
    }

    private async Task CreateAsync(BenchDatabase place, CancellationToken ct)
    {
        if (place.Provider == DatabaseProvider.Postgres)
        {
            await ExecuteScalarAsync(
                $"CREATE DATABASE \"{new NpgsqlConnectionStringBuilder(place.ConnectionString).Database}\" TEMPLATE template0",
                ct
            );
        }

        await using var venue = new BenchVenue(place);
        await using (var scope = venue.CreateScope())
        {
            await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(ct);
        }

        ClearConnectionPools();
    }

    private async Task RenameAsync(string from, string to, CancellationToken ct)
    {
        ClearConnectionPools();
        if (options.Postgres is not null)
        {
            await ExecuteScalarAsync($"ALTER DATABASE \"{from}\" RENAME TO \"{to}\"", ct);
        }

        Directory.Move(GetDatabase(from).Folder, GetDatabase(to).Folder);
    }

    /// <summary>Pooled connections would block exclusive access and renaming.</summary>
    private static void ClearConnectionPools()
    {
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
    }

    private async Task<object?> ExecuteScalarAsync(string sql, CancellationToken ct)
    {
        var server = new NpgsqlConnectionStringBuilder(options.Postgres)
        {
            Database = "postgres",
            Pooling = false,
            CommandTimeout = 0,
        };
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(ct);
    }
}
