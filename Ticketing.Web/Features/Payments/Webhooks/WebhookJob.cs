using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Payments.Webhooks;

public sealed class WebhookJob(TicketingDbContext db, IServiceScopeFactory scopes, TimeProvider clock) : IBackgroundJob
{
    private const int BatchSize = 100;
    private const int MaxParallelism = 4;

    public static TimeSpan Interval => TimeSpan.FromSeconds(2);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        var waiting = db.Set<WebhookEvent>().Where(e => e.Status == WebhookStatus.Waiting);
        var due = await WebhookProcessor.Claims.ListDueAsync(waiting, clock.GetUtcNow(), BatchSize, ct);
        await Parallel.ForEachAsync(
            due.GroupBy(message => message.ObjectId),
            new ParallelOptions { MaxDegreeOfParallelism = MaxParallelism, CancellationToken = ct },
            ProcessAsync
        );
        return due.Count == BatchSize ? JobResult.MoreWork : JobResult.Done;
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
