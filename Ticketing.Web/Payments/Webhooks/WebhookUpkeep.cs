using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Hosting;

namespace Ticketing.Payments.Webhooks;

/// <summary>The provider does not redeliver an event after that long.</summary>
public sealed class WebhookUpkeep(TicketingDbContext db, TimeProvider clock) : IRecurringPass
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private const int Batch = 1000;

    public static TimeSpan Period => TimeSpan.FromHours(1);

    // In batches, so that buyers' writes get in between.
    public async Task RunOnceAsync(CancellationToken ct)
    {
        var until = clock.GetUtcNow() - Kept;
        while (await db.WriteAsync(() => Over(until).OrderBy(e => e.ReceivedAt).Take(Batch).ExecuteDeleteAsync(ct), ct: ct) == Batch)
        {
        }
    }

    private IQueryable<WebhookEvent> Over(DateTimeOffset until) => db.Set<WebhookEvent>()
        .Where(e => e.ReceivedAt < until && (e.Status == WebhookStatus.Done || e.Status == WebhookStatus.Ignored));
}
