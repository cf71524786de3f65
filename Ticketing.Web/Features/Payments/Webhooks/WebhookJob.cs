using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Payments.Webhooks;

public sealed class WebhookJob(TicketingDbContext db, IServiceScopeFactory scopes, TimeProvider clock) : IBackgroundJob
{
    private const int Batch = 100;
    private const int MaxParallelism = 4;

    public static TimeSpan Period => TimeSpan.FromSeconds(2);

    public async Task RunOnceAsync(CancellationToken ct)
    {
        int found;
        do
        {
            var now = clock.GetUtcNow();
            var due = await db.Set<WebhookEvent>()
                .AsNoTracking()
                .Where(e => e.Status == WebhookStatus.Waiting && e.NextTryAt <= now)
                .OrderBy(e => e.NextTryAt)
                .Take(Batch)
                .ToListAsync(ct);
            var byObject = due.GroupBy(message => message.ObjectId);
            await Parallel.ForEachAsync(
                byObject,
                new ParallelOptions { MaxDegreeOfParallelism = MaxParallelism, CancellationToken = ct },
                ProcessAsync
            );
            found = due.Count;
        } while (found == Batch);
    }

    // One after another per object; in parallel, the older answer might be written last.
    private async ValueTask ProcessAsync(IEnumerable<WebhookEvent> events, CancellationToken ct)
    {
        foreach (var message in events)
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<WebhookProcessor>().ProcessAsync(message, ct);
        }
    }
}
