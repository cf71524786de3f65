using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Bench.Rush.Serving;

/// <summary>A storage folder and a database with the given events, for one or more servers. The folder is deleted at the end.</summary>
internal sealed class RushVenue : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ticketing-rush-");

    private RushVenue(string? postgres) =>
        Database = postgres is null
            ? new BenchDatabase(DatabaseProvider.Sqlite, $"Data Source={SqlitePath};Default Timeout=10", folder.FullName)
            : new BenchDatabase(DatabaseProvider.Postgres, postgres, folder.FullName);

    public BenchDatabase Database { get; }

    public string MailFolder => Path.Combine(folder.FullName, "mail");

    public string SqlitePath => Path.Combine(folder.FullName, "ticketing.db");

    /// <summary>Without a database: the program creates it at its first start.</summary>
    public static RushVenue CreateEmpty() => new(postgres: null);

    /// <param name="rows">Events, and what belongs to them.</param>
    /// <param name="postgres">Connection string of an empty database; null for SQLite.</param>
    public static async Task<RushVenue> CreateAsync(IEnumerable<object> rows, string? postgres, CancellationToken ct)
    {
        var venue = new RushVenue(postgres);
        await using (var services = new BenchVenue(venue.Database))
        await using (var scope = services.CreateScope())
        {
            await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(ct);
            var db = scope.ServiceProvider.GetRequiredService<TicketingDbContext>();
            db.AddRange(rows);
            await db.SaveChangesAsync(ct);
        }

        SqliteConnection.ClearAllPools();
        return venue;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
