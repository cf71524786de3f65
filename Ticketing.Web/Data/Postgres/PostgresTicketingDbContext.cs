using System.Data;
using Microsoft.EntityFrameworkCore;

namespace Ticketing.Data.Postgres;

public sealed class PostgresTicketingDbContext(DbContextOptions<PostgresTicketingDbContext> options)
    : TicketingDbContext(options, OpenGate.Instance)
{
    public override bool BelongsToOneProcess => false;

    protected override string? BytewiseCollation => "C";

    protected override async Task<T> ReadSnapshotAsync<T>(Func<Task<T>> read, CancellationToken ct)
    {
        await using var snapshot = await Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        return await read();
    }

    protected override bool IsBusy(Exception error, bool committing) =>
        PostgresErrors.IsBusy(error) || (!committing && PostgresErrors.IsTimeout(error));

    protected override bool IsLostRace(Exception error) => PostgresErrors.IsLostRace(error);

    protected override bool IsCutOff(Exception error) => PostgresErrors.IsCutOff(error);
}
