using Ticketing.Data;

namespace Ticketing.Hosting;

/// <summary>Keeps what the database knows of its own tables up to date: from the size that they have at the start on, as they grow.</summary>
public sealed class DatabaseUpkeep(TicketingDbContext db) : IRecurringPass
{
    public static readonly TimeSpan Period = TimeSpan.FromHours(1);

    public Task RunOnceAsync(CancellationToken ct) => db.KeepStatisticsAsync(ct);
}

public static class DatabaseUpkeepServices
{
    public static IServiceCollection AddDatabaseUpkeep(this IServiceCollection services) => services.AddRecurring<DatabaseUpkeep>(_ => DatabaseUpkeep.Period);
}
