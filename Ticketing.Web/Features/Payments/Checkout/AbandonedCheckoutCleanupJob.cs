using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Payments.Checkout;

/// <summary>
/// Deletes holds that sold nothing, with the orders that were never paid. An order stays if money may ever have moved for it.
/// </summary>
[DelayedStart]
public sealed class AbandonedCheckoutCleanupJob(TicketingDbContext db, IOptionsMonitor<RetentionOptions> retention, TimeProvider clock)
    : IBackgroundJob
{
    internal const int BatchSize = 200;

    public static TimeSpan Interval => TimeSpan.FromHours(1);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        var until = clock.GetUtcNow() - retention.CurrentValue.AbandonedCheckouts;
        var ids = await Abandoned(until).OrderBy(h => h.EndedAt).Select(h => h.Id).Take(BatchSize).ToListAsync(ct);
        if (ids.Count > 0)
        {
            await db.WriteAsync(() => DeleteAsync(ids, until, ct), ct: ct);
        }

        return ids.Count == BatchSize ? JobResult.MoreWork : JobResult.Done;
    }

    private IQueryable<Hold> Abandoned(DateTimeOffset until)
    {
        var kept = KeptOrders();
        return db.Set<Hold>()
            .Where(h => (h.Status == HoldStatus.Released || h.Status == HoldStatus.Expired) && h.EndedAt < until)
            .Where(h => !kept.Any(o => o.HoldId == h.Id));
    }

    private IQueryable<Order> KeptOrders() =>
        db.Set<Order>()
            .Where(o =>
                o.Status != OrderStatus.Expired
                || db.Set<Ticket>().Any(t => t.OrderId == o.Id)
                || db.Set<Notification>().Any(n => n.OrderId == o.Id && n.Status == NotificationStatus.Pending)
                || db.Set<Payment>()
                    .Any(p =>
                        p.OrderId == o.Id
                        && p.Status != PaymentStatus.Declined
                        && p.Status != PaymentStatus.Cancelled
                        && p.Status != PaymentStatus.Expired
                    )
            );

    // A payment that comes in now locks the hold first, so the rows are read again once they are locked.
    private async Task<int> DeleteAsync(List<Guid> ids, DateTimeOffset until, CancellationToken ct)
    {
        var locked = db.Set<Hold>().Where(h => ids.Contains(h.Id)).OrderBy(h => h.Id).Select(h => h.Id);
        await locked.ForUpdate().ToListAsync(ct);
        var holds = await Abandoned(until).Where(h => ids.Contains(h.Id)).Select(h => h.Id).ToListAsync(ct);
        var orders = await db.Set<Order>().Where(o => holds.Contains(o.HoldId)).Select(o => o.Id).ToListAsync(ct);
        await db.Set<Payment>().Where(p => orders.Contains(p.OrderId)).ExecuteDeleteAsync(ct);
        await db.Set<Notification>().Where(n => n.OrderId != null && orders.Contains(n.OrderId.Value)).ExecuteDeleteAsync(ct);
        await db.Set<Order>().Where(o => orders.Contains(o.Id)).ExecuteDeleteAsync(ct);
        return await db.Set<Hold>().Where(h => holds.Contains(h.Id)).ExecuteDeleteAsync(ct);
    }
}
