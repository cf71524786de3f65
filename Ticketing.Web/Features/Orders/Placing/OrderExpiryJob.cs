using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Holds;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Orders.Placing;

public sealed class OrderExpiryJob(TicketingDbContext db, OrderWebhooks webhooks) : IBackgroundJob
{
    private const int BatchSize = 100;

    public static TimeSpan Interval => TimeSpan.FromSeconds(15);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        var endedHolds = db.Set<Hold>().Where(h => h.Status == HoldStatus.Released || h.Status == HoldStatus.Expired).Select(h => h.Id);
        var ended = db.Set<Order>().Where(o => o.Status == OrderStatus.Pending && endedHolds.Contains(o.HoldId));

        // Read before waiting for the writer gate: most of the time there is none.
        var found = await ended.AsNoTracking().OrderBy(o => o.Id).Take(BatchSize).ToListAsync(ct);
        if (found.Count > 0)
        {
            await db.WriteAsync(() => ExpireAsync(found, ended, ct), ct);
        }

        return found.Count == BatchSize ? JobResult.MoreWork : JobResult.Done;
    }

    // One by one: only what this run has changed is told.
    private async Task ExpireAsync(IReadOnlyList<Order> found, IQueryable<Order> ended, CancellationToken ct)
    {
        var expired = new List<Order>();
        foreach (var order in found)
        {
            var changed = await ended
                .Where(o => o.Id == order.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(o => o.Status, OrderStatus.Expired), ct);
            if (changed == 1)
            {
                expired.Add(order);
            }
        }

        await webhooks.QueueExpiredAsync(expired, ct);
    }
}
