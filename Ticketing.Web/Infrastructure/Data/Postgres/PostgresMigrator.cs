using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Ticketing.Infrastructure.Data.Postgres;

/// <summary>The server releases the advisory lock if the process dies.</summary>
internal sealed class PostgresMigrator(
    PostgresTicketingDbContext db,
    IUpgradeBackup backup,
    TimeProvider clock,
    ILogger<DatabaseMigrator> log
) : DatabaseMigrator(db, backup, log)
{
    /// <summary>Name of the connection that holds the lock.</summary>
    public const string LockName = "Ticketing migration";

    /// <summary>"ticketin" in ASCII.</summary>
    private const long LockKey = 0x7469636B6574696E;

    private const int MaxAttempts = 60;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    /// <summary>For indexes on large tables.</summary>
    private static readonly TimeSpan MaxTime = TimeSpan.FromHours(1);

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

    // Processes of the former release may still be selling. A change of a table waits for the statements that use it, and everybody else
    // waits behind the change: so it gives up after a second, and tries again.
    protected override async Task ApplyAsync(CancellationToken ct)
    {
        var (timeout, attempt) = (db.Database.GetCommandTimeout(), 1);
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            db.Database.SetCommandTimeout(MaxTime);
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "SET lock_timeout = '1s'";
            await command.ExecuteNonQueryAsync(ct);
            while (!await TryApplyAsync(attempt, ct))
            {
                attempt++;
                await Task.Delay(RetryDelay, clock, ct);
            }
        }
        finally
        {
            db.Database.SetCommandTimeout(timeout);
            await db.Database.CloseConnectionAsync();
        }
    }

    private async Task<bool> TryApplyAsync(int attempt, CancellationToken ct)
    {
        try
        {
            await base.ApplyAsync(ct);
            return true;
        }
        catch (Exception error) when (attempt < MaxAttempts && PostgresErrors.IsLockTimeout(error))
        {
            LogTablesInUse(attempt, MaxAttempts);
            return false;
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
