using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Idempotency;

[DelayedStart, RunsDuringRecovery]
public sealed class KeyedRequestCleanupJob(TicketingDbContext db, TimeProvider clock) : IBackgroundJob
{
    public static TimeSpan Interval => TimeSpan.FromMinutes(30);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        var expired = clock.GetUtcNow() - KeyedRequests.Lifetime;
        var rows = db.Set<KeyedRequest>().Where(r => r.ReceivedAt <= expired).OrderBy(r => r.ReceivedAt);
        return await db.DeleteBatchAsync(rows, ct) ? JobResult.MoreWork : JobResult.Done;
    }
}
