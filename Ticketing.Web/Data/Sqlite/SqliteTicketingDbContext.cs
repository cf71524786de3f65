using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Ticketing.Data.Sqlite;

public sealed class SqliteTicketingDbContext(DbContextOptions<SqliteTicketingDbContext> options, SqliteWriterGate gate)
    : TicketingDbContext(options, gate)
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;

    public override bool BelongsToOneProcess => true;

    protected override bool IsBusy(Exception error) =>
        error is SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked }
        || (error.InnerException is { } inner && IsBusy(inner));

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);

        // SQLite has no instants: stored as UTC ticks they compare and sort in the database.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
    }
}
