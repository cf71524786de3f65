using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Payments.Webhooks;

/// <summary>The provider does not redeliver an event after that long.</summary>
public sealed class WebhookCleanupJob(TicketingDbContext db, TimeProvider clock) : IBackgroundJob
{
    public static readonly TimeSpan Retention = TimeSpan.FromDays(90);

    private const int BatchSize = 1000;

    public static TimeSpan Interval => TimeSpan.FromHours(1);

    // In batches, so that buyers' writes get in between.
    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        var until = clock.GetUtcNow() - Retention;
        var deleted = await db.WriteAsync(() => Expired(until).OrderBy(e => e.ReceivedAt).Take(BatchSize).ExecuteDeleteAsync(ct), ct: ct);
        return deleted == BatchSize ? JobResult.MoreWork : JobResult.Done;
    }

    private IQueryable<WebhookEvent> Expired(DateTimeOffset until) =>
        db.Set<WebhookEvent>().Where(e => e.ReceivedAt < until && (e.Status == WebhookStatus.Done || e.Status == WebhookStatus.Ignored));
}
