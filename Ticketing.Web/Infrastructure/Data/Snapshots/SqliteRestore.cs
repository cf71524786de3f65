using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Configuration;
using Ticketing.Infrastructure.Data.Recovery;
using Ticketing.Infrastructure.Data.Sqlite;

namespace Ticketing.Infrastructure.Data.Snapshots;

internal sealed class SqliteRestore(SqliteTicketingDbContext db, StorageFolder storage, IServiceProvider services, TimeProvider clock)
    : IDatabaseRestore
{
    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    private string FilePath => new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;

    public Task<string?> FindObstacleAsync(CancellationToken ct) => Task.FromResult<string?>(null);

    public async Task<Guid?> FindVenueIdAsync(CancellationToken ct)
    {
        if (!File.Exists(FilePath))
        {
            return null;
        }

        try
        {
            await using var connection = Connect(FilePath);
            await connection.OpenAsync(ct);
            return await new FactReader(connection, SqliteSnapshot.ListTables).FindVenueIdAsync(ct);
        }
        catch (SqliteException error) when (error.SqliteErrorCode is Corrupt or NotADatabase)
        {
            // The reason for the restore. The file is kept.
            return null;
        }
    }

    public async Task ReplaceAsync(string folder, DateTimeOffset backupCreatedAt, CancellationToken ct)
    {
        var (copy, keys) = (Path.Combine(folder, SqliteSnapshot.CopyName), Path.Combine(folder, "keys"));
        Directory.CreateDirectory(keys);
        await PrepareAsync(copy, backupCreatedAt, ct);
        var exchange = new StagedRestore(storage, FilePath);
        exchange.Stage(copy, keys);
        exchange.Finish();
    }

    public Task<bool> TryPutBackAsync(string folder, CancellationToken ct)
    {
        // Connections that stay open would go on using the replaced file.
        SqliteConnection.ClearAllPools();
        var exchange = new StagedRestore(storage, FilePath);
        exchange.Stage(Path.Combine(folder, SqliteSnapshot.CopyName), keys: null);
        var replaced = exchange.Finish();
        // Half upgraded, and nothing was sold in it.
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(FilePath)!, $"{Path.GetFileName(FilePath)}{replaced}*"))
        {
            File.Delete(file);
        }

        return Task.FromResult(true);
    }

    /// <summary>Brings the copy to this version's schema, and records the restore in it.</summary>
    private async Task PrepareAsync(string copy, DateTimeOffset backupCreatedAt, CancellationToken ct)
    {
        using var gate = new SqliteWriterGate();
        await using var connection = Connect(copy);
        var options = new DbContextOptionsBuilder<SqliteTicketingDbContext>().UseSqlite(connection).UseApplicationServiceProvider(services);
        await using var context = new SqliteTicketingDbContext(options.Options, gate);
        await context.Database.MigrateAsync(ct);
        context.Add(new Restore { BackupCreatedAt = backupCreatedAt, RestoredAt = clock.GetUtcNow() });
        await context.SaveChangesAsync(ct);
        await context.WriteAsync(
            async () =>
            {
                await context.Database.ExecuteSqlRawAsync(RestoreSql.SkipNumbers("counters"), ct);
                await context.Database.ExecuteSqlRawAsync(RestoreSql.EndSessions(""), ct);
                await context.Database.ExecuteSqlRawAsync(RestoreSql.ForgetLookups(""), ct);
            },
            ct
        );
        // One file, without a log beside it.
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = DELETE", ct);
    }

    // ReadWrite does not create a missing file. Unpooled: disposing releases it.
    private static SqliteConnection Connect(string path) =>
        new(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = SqliteOpenMode.ReadWrite,
                Pooling = false,
            }.ConnectionString
        );
}
