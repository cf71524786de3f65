using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Holds;
using Ticketing.Hosting;

namespace Ticketing.Orders;

public sealed class OrderUpkeep(TicketingDbContext db) : IRecurringPass
{
    public static TimeSpan Period => TimeSpan.FromSeconds(15);

    public async Task RunOnceAsync(CancellationToken ct)
    {
        var endedHolds = db.Set<Hold>().Where(h => h.Status == HoldStatus.Released || h.Status == HoldStatus.Expired).Select(h => h.Id);
        var ended = db.Set<Order>().Where(o => o.Status == OrderStatus.Pending && endedHolds.Contains(o.HoldId));

        // Checked before waiting for the writer gate: most of the time there is none.
        if (await ended.AnyAsync(ct))
        {
            await db.WriteAsync(() => ended.ExecuteUpdateAsync(set => set.SetProperty(o => o.Status, OrderStatus.Expired), ct), ct: ct);
        }
    }
}
