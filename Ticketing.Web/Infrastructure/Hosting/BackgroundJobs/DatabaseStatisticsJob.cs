using Ticketing.Infrastructure.Data;

namespace Ticketing.Infrastructure.Hosting.BackgroundJobs;

public sealed class DatabaseStatisticsJob(TicketingDbContext db) : IBackgroundJob
{
    public static TimeSpan Period => TimeSpan.FromHours(12);

    public Task RunOnceAsync(CancellationToken ct) => db.RefreshStatisticsAsync(ct);
}
