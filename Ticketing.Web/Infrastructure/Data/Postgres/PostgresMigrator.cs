using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Ticketing.Infrastructure.Data.Postgres;

/// <summary>The server releases the advisory lock if the process dies.</summary>
internal sealed class PostgresMigrator(PostgresTicketingDbContext db, IUpgradeBackup backup, ILogger<DatabaseMigrator> log)
    : DatabaseMigrator(db, backup, log)
{
    /// <summary>Name of the connection that holds the lock.</summary>
    public const string LockName = "Ticketing migration";

    /// <summary>"ticketin" in ASCII.</summary>
    private const long LockKey = 0x7469636B6574696E;

    protected override IReadOnlyList<string> LegacyMigrations => PostgresLegacyUpgrade.Migrations;

    protected override Task UpgradeLegacyAsync(string initial, CancellationToken ct) =>
        PostgresLegacyUpgrade.RunAsync(db.Database.GetConnectionString()!, initial, ct);

    protected override async Task<IAsyncDisposable> LockAsync(CancellationToken ct)
    {
        // Unpooled: the lock lives as long as its session.
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString())
            {
                Pooling = false,
                ApplicationName = LockName,
            }.ConnectionString
        );
        try
        {
            await connection.OpenAsync(ct);
            while (!await TryLockAsync(connection, ct)) { }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // Short waits, to notice an unresponsive server.
    private static async Task<bool> TryLockAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        try
        {
            await using var command = new NpgsqlCommand($"SET lock_timeout = '5s'; SELECT pg_advisory_lock({LockKey})", connection);
            await command.ExecuteNonQueryAsync(ct);
            return true;
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return false;
        }
    }

    protected override Task ClearStaleLockAsync(CancellationToken ct) => Task.CompletedTask;
}
