using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Ticketing.Data;
using Ticketing.Settings;

namespace Ticketing.Bench.Filling;

/// <summary>Keeps filled databases for later runs, named by order count, seed and schema; unfinished ones have a suffix.</summary>
internal sealed class Shelf(Options options)
{
    /// <summary>Increase it when the generated history changes, so that old databases are not reused.</summary>
    private const int Edition = 1;
    private const string Unfinished = "_unfinished";
    private static readonly string Root = Path.Combine(Path.GetTempPath(), "ticketing-bench");

    public async Task<Place> TakeAsync(int orders, CancellationToken ct)
    {
        var schema = await SchemaAsync();
        var name = string.Create(CultureInfo.InvariantCulture, $"bench_{orders}_{options.Seed}_{schema}");
        var place = PlaceOf(name);
        if (options.Fresh)
        {
            await RemoveAsync(name, ct);
        }

        if (!await ExistsAsync(name, ct))
        {
            await RemoveAsync(name + Unfinished, ct);
            await MakeAsync(orders, PlaceOf(name + Unfinished), ct);
            await RenameAsync(name + Unfinished, name, ct);
        }

        return place;
    }

    private async Task MakeAsync(int orders, Place place, CancellationToken ct)
    {
        Directory.CreateDirectory(place.Folder);
        await CreateAsync(place, ct);
        await using var venue = new BenchVenue(place);
        await using RowSink sink = place.Provider == DatabaseProvider.Postgres
            ? new PostgresSink(place.ConnectionString)
            : new SqliteSink(new SqliteConnectionStringBuilder(place.ConnectionString).DataSource);
        await new Filler(venue, sink).FillAsync(orders, options.Seed, ct);
    }

    private Place PlaceOf(string name)
    {
        var folder = Path.Combine(Root, name);
        return options.Postgres is { } server
            ? new Place(DatabaseProvider.Postgres, new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString, folder)
            : new Place(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder, "ticketing.db")};Default Timeout=10", folder);
    }

    /// <summary>A short hash of the current schema.</summary>
    private async Task<string> SchemaAsync()
    {
        await using var venue = new BenchVenue(PlaceOf("none"));
        await using var scope = venue.Enter();
        var database = scope.ServiceProvider.GetRequiredService<TicketingDbContext>().Database;
        var text = database.GenerateCreateScript() + database.GetMigrations().Last() + Edition.ToString(CultureInfo.InvariantCulture);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
    }

    private async Task<bool> ExistsAsync(string name, CancellationToken ct) => options.Postgres is null
        ? Directory.Exists(PlaceOf(name).Folder)
        : await AskAsync($"SELECT count(*) FROM pg_database WHERE datname = '{name}'", ct) is 1L;

    private async Task RemoveAsync(string name, CancellationToken ct)
    {
        var folder = PlaceOf(name).Folder;
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        if (options.Postgres is not null)
        {
            await AskAsync($"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)", ct);
        }
    }

    private async Task CreateAsync(Place place, CancellationToken ct)
    {
        if (place.Provider == DatabaseProvider.Postgres)
        {
            await AskAsync($"CREATE DATABASE \"{new NpgsqlConnectionStringBuilder(place.ConnectionString).Database}\" TEMPLATE template0", ct);
        }

        await using var venue = new BenchVenue(place);
        await using (var scope = venue.Enter())
        {
            await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(ct);
        }

        LetGo();
    }

    private async Task RenameAsync(string from, string to, CancellationToken ct)
    {
        LetGo();
        if (options.Postgres is not null)
        {
            await AskAsync($"ALTER DATABASE \"{from}\" RENAME TO \"{to}\"", ct);
        }

        Directory.Move(PlaceOf(from).Folder, PlaceOf(to).Folder);
    }

    /// <summary>Pooled connections would block exclusive access and renaming.</summary>
    private static void LetGo()
    {
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
    }

    private async Task<object?> AskAsync(string sql, CancellationToken ct)
    {
        var server = new NpgsqlConnectionStringBuilder(options.Postgres) { Database = "postgres", Pooling = false, CommandTimeout = 0 };
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(ct);
    }
}
