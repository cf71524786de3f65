using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.OutgoingWebhooks.Sending;

[DelayedStart]
public sealed class WebhookDeliveryCleanupJob(TicketingDbContext db, IOptionsMonitor<RetentionOptions> retention, TimeProvider clock)
    : IBackgroundJob
{
    public static TimeSpan Interval => TimeSpan.FromHours(1);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        var until = clock.GetUtcNow() - retention.CurrentValue.WebhookDeliveries;
        var old = db.Set<WebhookDelivery>().Where(d => d.CreatedAt < until);
        return await db.DeleteBatchAsync(old.OrderBy(d => d.CreatedAt), ct) ? JobResult.MoreWork : JobResult.Done;
    }
}
