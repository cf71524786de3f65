using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Ticketing.Data.Postgres;

/// <summary>Several processes may start at once: one migrates, the others wait. The server frees the lock of a process that died.</summary>
internal sealed class PostgresMigrator(PostgresTicketingDbContext db, ILogger<DatabaseMigrator> log) : DatabaseMigrator(db, log)
{
    /// <summary>Ours alone among the advisory locks of this database: "ticketin" in ASCII.</summary>
    private const long LockKey = 0x7469636B6574696E;

    protected override async Task<IAsyncDisposable> LockAsync(CancellationToken ct)
    {
        // A connection of its own, closed for real at the end: the lock lives as long as its session.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(ct);
            while (!await TryLockAsync(connection, ct))
            {
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // Asked again and again, so that a server which falls silent is not waited for until the end of time.
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

    /// <summary>Nothing survives its session here.</summary>
    protected override Task ClearStaleLockAsync(CancellationToken ct) => Task.CompletedTask;
}
