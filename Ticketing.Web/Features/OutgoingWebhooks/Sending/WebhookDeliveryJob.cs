using Microsoft.EntityFrameworkCore;
using Ticketing.Features.OutgoingWebhooks.Endpoints;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.OutgoingWebhooks.Sending;

/// <summary>Endpoints are served side by side, so that a slow one delays no other.</summary>
public sealed class WebhookDeliveryJob(TicketingDbContext db, IServiceScopeFactory scopes, TimeProvider clock) : IBackgroundJob
{
    public static TimeSpan Interval => TimeSpan.FromSeconds(2);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var enabled = await db.Set<WebhookEndpoint>().Where(e => e.DisabledAt == null).Select(e => e.Id).ToListAsync(ct);
        var hasMore = false;
        await Parallel.ForEachAsync(
            enabled,
            new ParallelOptions { MaxDegreeOfParallelism = EditWebhookEndpoint.MaxEndpoints, CancellationToken = ct },
            async (endpointId, stopping) =>
            {
                await using var scope = scopes.CreateAsyncScope();
                if (await scope.ServiceProvider.GetRequiredService<DeliverWebhooks>().SendDueAsync(endpointId, now, stopping))
                {
                    Volatile.Write(ref hasMore, true);
                }
            }
        );
        return hasMore ? JobResult.MoreWork : JobResult.Done;
    }
}
