using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Holds;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Orders.Placing;

public sealed class OrderExpiryJob(TicketingDbContext db) : IBackgroundJob
{
    public static TimeSpan Interval => TimeSpan.FromSeconds(15);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        var endedHolds = db.Set<Hold>().Where(h => h.Status == HoldStatus.Released || h.Status == HoldStatus.Expired).Select(h => h.Id);
        var ended = db.Set<Order>().Where(o => o.Status == OrderStatus.Pending && endedHolds.Contains(o.HoldId));

        // Checked before waiting for the writer gate: most of the time there is none.
        if (await ended.AnyAsync(ct))
        {
            await db.WriteAsync(() => ended.ExecuteUpdateAsync(set => set.SetProperty(o => o.Status, OrderStatus.Expired), ct), ct: ct);
        }

        return JobResult.Done;
    }
}
