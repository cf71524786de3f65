using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Hosting;

namespace Ticketing.Payments.Webhooks;

public sealed class WebhookPass(TicketingDbContext db, IServiceScopeFactory scopes, TimeProvider clock) : IRecurringPass
{
    private const int Batch = 100;
    private const int AtOnce = 4;

    public static TimeSpan Period => TimeSpan.FromSeconds(2);

    public async Task RunOnceAsync(CancellationToken ct)
    {
        int found;
        do
        {
            var now = clock.GetUtcNow();
            var due = await db.Set<WebhookEvent>().AsNoTracking().Where(e => e.Status == WebhookStatus.Waiting && e.NextTryAt <= now)
                .OrderBy(e => e.NextTryAt).Take(Batch).ToListAsync(ct);
            var byObject = due.GroupBy(message => message.ObjectId);
            await Parallel.ForEachAsync(byObject, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, WorkOffAsync);
            found = due.Count;
        }
        while (found == Batch);
    }

    // One after another per object; in parallel, the older answer might be written last.
    private async ValueTask WorkOffAsync(IEnumerable<WebhookEvent> messages, CancellationToken ct)
    {
        foreach (var message in messages)
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<WorkOffWebhook>().WorkOffAsync(message, ct);
        }
    }
}
