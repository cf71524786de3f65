using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Ticketing.Data.Sqlite;

public sealed class SqliteTicketingDbContext(DbContextOptions<SqliteTicketingDbContext> options, SqliteWriterGate gate)
    : TicketingDbContext(options, gate)
{
    public override bool BelongsToOneProcess => true;

    /// <summary>Of each table that has changed much since it was looked at last; a sample of it is enough.</summary>
    /// <remarks>https://sqlite.org/lang_analyze.html#periodically_run_pragma_optimize_</remarks>
    public override Task KeepStatisticsAsync(CancellationToken ct) =>
        WriteAsync(() => Database.ExecuteSqlRawAsync("PRAGMA analysis_limit = 400; PRAGMA optimize = 0x10002", ct), ct: ct);

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
