using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Payments.Providers.Sandbox;

/// <summary>Deletes sessions that were never paid.</summary>
[DelayedStart]
public sealed class SandboxCleanupJob(TicketingDbContext db, IOptionsMonitor<RetentionOptions> retention, TimeProvider clock)
    : IBackgroundJob
{
    public static TimeSpan Interval => TimeSpan.FromHours(1);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        var until = clock.GetUtcNow() - retention.CurrentValue.AbandonedCheckouts;
        var unpaid = db.Set<SandboxSession>().Where(s => s.ExpiresAt < until && s.Status != SandboxStatus.Paid);
        return await db.DeleteBatchAsync(unpaid.OrderBy(s => s.ExpiresAt), ct) ? JobResult.MoreWork : JobResult.Done;
    }
}
