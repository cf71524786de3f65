using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Ticketing.Data.Sqlite;

public sealed class SqliteTicketingDbContext(DbContextOptions<SqliteTicketingDbContext> options, SqliteWriterGate gate)
    : TicketingDbContext(options, gate)
{
    public override bool BelongsToOneProcess => true;

    /// <summary>
    /// Without counts SQLite takes any equality for rarer than any range: it would look for a month's sales among all orders of their status.
    /// </summary>
    public override async Task RefreshStatisticsAsync(CancellationToken ct)
    {
        var indexes = await Database.SqlQueryRaw<string>("SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'index'").ToListAsync(ct);
        foreach (var index in indexes)
        {
            // Whole, not a sample: a sample makes what is common look rare. One by one, so that no seller waits for all of them.
            var count = $"ANALYZE \"{index}\"";
            await WriteAsync(() => Database.ExecuteSqlRawAsync(count, ct), ct: ct);
        }

        // A connection reads the counts once, when it is opened.
        SqliteConnection.ClearPool((SqliteConnection)Database.GetDbConnection());
    }

    // Deferred: a transaction that only reads must not take the one place of a writer.
    protected override async Task<T> ReadSnapshotAsync<T>(Func<Task<T>> read, CancellationToken ct)
    {
        await using var snapshot = ((SqliteConnection)Database.GetDbConnection()).BeginTransaction(deferred: true);
        await using var used = await Database.UseTransactionAsync(snapshot, ct);
        return await read();
    }

    protected override bool IsBusy(Exception error, bool committing) => SqliteErrors.IsBusy(error);

    /// <summary>Who writes, writes alone: what is violated here was violated by the work itself.</summary>
    protected override bool IsLostRace(Exception error) => false;

    protected override bool IsCutOff(Exception error) => false;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);

        // SQLite has no instants: stored as UTC ticks they compare and sort in the database.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
    }
}
