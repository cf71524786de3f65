using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ticketing.Audit;
using Ticketing.Data;
using Ticketing.Orders;
using Ticketing.Tickets;

namespace Ticketing.Payments.Disputes;

/// <summary>
/// Lets the door refuse the tickets of a disputed order, and takes that back. The tickets stay sold: their places are not free before it
/// is known who keeps the money. Each act is one conditional statement; twice it does nothing more.
/// </summary>
public sealed class SuspendTickets(TicketingDbContext db, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Only while a bank disputes, or has disputed, a payment of the order.</summary>
    /// <returns>How many tickets are suspended by it.</returns>
    public Task<int> SuspendAsync(Guid orderId, CancellationToken ct)
    {
        var now = (DateTimeOffset?)clock.GetUtcNow();
        return ChangeAsync(
            orderId, "order.tickets-suspended",
            Valid(orderId).Where(t => t.SuspendedAt == null && db.Set<Dispute>().Any(d => d.OrderId == t.OrderId)), now, ct);
    }

    /// <returns>How many tickets are good again by it.</returns>
    public Task<int> LiftAsync(Guid orderId, CancellationToken ct) =>
        ChangeAsync(orderId, "order.suspension-lifted", Valid(orderId).Where(t => t.SuspendedAt != null), null, ct);

    private Task<int> ChangeAsync(Guid orderId, string action, IQueryable<Ticket> tickets, DateTimeOffset? suspendedAt, CancellationToken ct) => db.WriteAsync(
        async () =>
        {
            var changed = await tickets.ExecuteUpdateAsync(set => set.SetProperty(t => t.SuspendedAt, suspendedAt), ct);
            if (changed > 0)
            {
                var reference = await db.Set<Order>().Where(o => o.Id == orderId).Select(o => o.Reference).SingleAsync(ct);
                await audit.RecordAsync(action, orderId, reference, before: null, new { Tickets = changed.ToString(CultureInfo.InvariantCulture) }, ct);
            }

            return changed;
        },
        ct: ct);

    private IQueryable<Ticket> Valid(Guid orderId) => db.Set<Ticket>().Where(t => t.OrderId == orderId && t.Status == TicketStatus.Valid);
}
