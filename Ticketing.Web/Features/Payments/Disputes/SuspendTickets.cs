using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Payments.Disputes;

/// <summary>Check-in refuses suspended tickets. They stay sold: places are not freed before the dispute is decided. Idempotent.</summary>
public sealed class SuspendTickets(TicketingDbContext db, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Does nothing for an order that was never disputed.</summary>
    /// <returns>Number of tickets newly suspended.</returns>
    public Task<int> SuspendAsync(Guid orderId, CancellationToken ct)
    {
        var now = (DateTimeOffset?)clock.GetUtcNow();
        return ChangeAsync(
            orderId,
            "order.tickets-suspended",
            Valid(orderId).Where(t => t.SuspendedAt == null && db.Set<Dispute>().Any(d => d.OrderId == t.OrderId)),
            now,
            ct
        );
    }

    public Task<int> LiftAsync(Guid orderId, CancellationToken ct) =>
        ChangeAsync(orderId, "order.suspension-lifted", Valid(orderId).Where(t => t.SuspendedAt != null), null, ct);

    private Task<int> ChangeAsync(
        Guid orderId,
        string action,
        IQueryable<Ticket> tickets,
        DateTimeOffset? suspendedAt,
        CancellationToken ct
    ) =>
        db.WriteAsync(
            async () =>
            {
                var now = clock.GetUtcNow();
                var changed = await tickets.ExecuteUpdateAsync(
                    set => set.SetProperty(t => t.SuspendedAt, suspendedAt).SetProperty(t => t.ChangedAt, now),
                    ct
                );
                if (changed > 0)
                {
                    var reference = await db.Set<Order>().Where(o => o.Id == orderId).Select(o => o.Reference).SingleAsync(ct);
                    await audit.RecordAsync(
                        action,
                        orderId,
                        reference,
                        before: null,
                        new { Tickets = changed.ToString(CultureInfo.InvariantCulture) },
                        ct
                    );
                }

                return changed;
            },
            ct: ct
        );

    private IQueryable<Ticket> Valid(Guid orderId) => db.Set<Ticket>().Where(t => t.OrderId == orderId && t.Status == TicketStatus.Valid);
}
