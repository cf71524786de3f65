using System.Data;
using Microsoft.EntityFrameworkCore;

namespace Ticketing.Infrastructure.Data.Postgres;

public sealed class PostgresTicketingDbContext(DbContextOptions<PostgresTicketingDbContext> options)
    : TicketingDbContext(options, NoOpWriterGate.Instance)
{
    public override bool IsSingleProcess => false;

    internal override bool HasRowLocks => true;

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);

        // PostgreSQL 17 and older can only store computed columns. SQLite would have to copy the table for that.
        foreach (var property in builder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            if (property.GetComputedColumnSql() is not null)
            {
                property.SetIsStored(true);
            }
        }
    }

    public override async Task<DateTimeOffset?> GetServerTimeAsync(CancellationToken ct) =>
        await Database.SqlQueryRaw<DateTimeOffset>("SELECT clock_timestamp() AS \"Value\"").SingleAsync(ct);

    protected override string? BytewiseCollation => "C";

    protected override async Task<T> ReadInSnapshotCoreAsync<T>(Func<Task<T>> read, CancellationToken ct)
    {
        await using var snapshot = await Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        return await read();
    }

    protected override bool IsBusy(Exception error, bool committing) =>
        PostgresErrors.IsBusy(error) || (!committing && PostgresErrors.IsTimeout(error));

    protected override bool IsLostRace(Exception error) => PostgresErrors.IsLostRace(error);

    protected override bool IsConnectionLost(Exception error) => PostgresErrors.IsConnectionLost(error);
}
