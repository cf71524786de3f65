using Ticketing.Data;

namespace Ticketing.Hosting;

public sealed class DatabaseUpkeep(TicketingDbContext db) : IRecurringPass
{
    public static TimeSpan Period => TimeSpan.FromHours(12);

    public Task RunOnceAsync(CancellationToken ct) => db.RefreshStatisticsAsync(ct);
}
