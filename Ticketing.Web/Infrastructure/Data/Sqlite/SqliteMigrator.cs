using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Ticketing.Infrastructure.Data.Sqlite;

/// <summary>
/// EF Core marks a running migration with a row, which a killed process leaves behind: later starts would wait forever. The holder of a
/// file lock, which ends with its process, may delete it.
/// </summary>
internal sealed class SqliteMigrator(SqliteTicketingDbContext db, TimeProvider clock, IUpgradeBackup backup, ILogger<DatabaseMigrator> log)
    : DatabaseMigrator(db, backup, log)
{
    private static readonly TimeSpan LockTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);

    protected override IReadOnlyList<string> LegacyMigrations => SqliteLegacyUpgrade.Migrations;

    protected override Task UpgradeLegacyAsync(string initial, CancellationToken ct) =>
        SqliteLegacyUpgrade.RunAsync(db.Database.GetConnectionString()!, initial, ct);

    protected override async Task<IAsyncDisposable> LockAsync(CancellationToken ct)
    {
        var path = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource + ".migrating";
        for (var waited = TimeSpan.Zero; ; waited += RetryDelay)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path) && waited < LockTimeout)
            {
                await Task.Delay(RetryDelay, clock, ct);
            }
        }
    }

    protected override async Task ClearStaleLockAsync(CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsLock'";
        if (Convert.ToInt64(await command.ExecuteScalarAsync(ct), System.Globalization.CultureInfo.InvariantCulture) > 0)
        {
            command.CommandText = "DELETE FROM \"__EFMigrationsLock\"";
            await command.ExecuteNonQueryAsync(ct);
        }
    }
}
