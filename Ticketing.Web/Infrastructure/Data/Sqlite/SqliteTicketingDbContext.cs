using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Ticketing.Infrastructure.Data.Sqlite;

public sealed class SqliteTicketingDbContext(DbContextOptions<SqliteTicketingDbContext> options, SqliteWriterGate gate)
    : TicketingDbContext(options, gate)
{
    public override bool IsSingleProcess => true;

    internal override bool HasRowLocks => false;

    /// <summary>Without statistics SQLite prefers any equality to any range, and would search a month of sales by status.</summary>
    public override async Task RefreshStatisticsAsync(CancellationToken ct)
    {
        var indexes = await Database
            .SqlQueryRaw<string>("SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'index'")
            .ToListAsync(ct);
        foreach (var index in indexes)
        {
            // No sampling, which makes common values look rare. One index at a time keeps sales waiting less.
            var count = $"ANALYZE \"{index}\"";
            await WriteAsync(() => Database.ExecuteSqlRawAsync(count, ct), ct: ct);
        }

        // Connections read the statistics only when opened.
        SqliteConnection.ClearPool((SqliteConnection)Database.GetDbConnection());
    }

    // Deferred: must not block writers.
    protected override async Task<T> ReadInSnapshotCoreAsync<T>(Func<Task<T>> read, CancellationToken ct)
    {
        await using var snapshot = ((SqliteConnection)Database.GetDbConnection()).BeginTransaction(deferred: true);
        await using var used = await Database.UseTransactionAsync(snapshot, ct);
        return await read();
    }

    protected override bool IsBusy(Exception error, bool committing) => SqliteErrors.IsBusy(error);

    /// <summary>The only writer has itself caused any violation.</summary>
    protected override bool IsLostRace(Exception error) => false;

    protected override bool IsConnectionLost(Exception error) => false;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);

        // Ticks compare and sort in the database; SQLite has no date type.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
    }
}
