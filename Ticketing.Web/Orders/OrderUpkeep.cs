using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Holds;
using Ticketing.Hosting;

namespace Ticketing.Orders;

/// <summary>Closes orders whose hold has ended without a payment.</summary>
public sealed class OrderUpkeep(TicketingDbContext db) : IRecurringPass
{
    public static TimeSpan Period => TimeSpan.FromSeconds(15);

    public Task RunOnceAsync(CancellationToken ct)
    {
        var ended = db.Set<Hold>().Where(h => h.Status == HoldStatus.Released || h.Status == HoldStatus.Expired).Select(h => h.Id);
        return db.WriteAsync(
            () => db.Set<Order>().Where(o => o.Status == OrderStatus.Pending && ended.Contains(o.HoldId))
                .ExecuteUpdateAsync(set => set.SetProperty(o => o.Status, OrderStatus.Expired), ct),
            ct: ct);
    }
}
