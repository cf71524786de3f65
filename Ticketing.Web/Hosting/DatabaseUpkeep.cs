using Ticketing.Data;

namespace Ticketing.Hosting;

/// <summary>Lets the database know how its tables have grown: queries are answered along the right indexes, then.</summary>
public sealed class DatabaseUpkeep(TicketingDbContext db) : IRecurringPass
{
    public static TimeSpan Period => TimeSpan.FromHours(12);

    public Task RunOnceAsync(CancellationToken ct) => db.RefreshStatisticsAsync(ct);
}
