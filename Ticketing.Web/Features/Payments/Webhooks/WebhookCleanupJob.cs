using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Payments.Webhooks;

[DelayedStart]
public sealed class WebhookCleanupJob(TicketingDbContext db, IOptionsMonitor<RetentionOptions> retention, TimeProvider clock)
    : IBackgroundJob
{
    public static TimeSpan Interval => TimeSpan.FromHours(1);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        var until = clock.GetUtcNow() - retention.CurrentValue.WebhookEvents;
        return await db.DeleteBatchAsync(Processed(until).OrderBy(e => e.ReceivedAt), ct) ? JobResult.MoreWork : JobResult.Done;
    }

    private IQueryable<WebhookEvent> Processed(DateTimeOffset until) =>
        db.Set<WebhookEvent>().Where(e => e.ReceivedAt < until && (e.Status == WebhookStatus.Done || e.Status == WebhookStatus.Ignored));
}
