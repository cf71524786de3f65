using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Disputes;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications.Outbox;

namespace Ticketing.Features.Payments.Reconciliation;

public sealed class VoidRefundedTickets(
    TicketingDbContext db,
    TicketHolds holds,
    OrderQueries orders,
    VoidTickets tickets,
    NotificationOutbox outbox,
    AuditTrail audit
)
{
    public const string NoticeKind = "tickets-voided";

    /// <summary>
    /// Only if all money was refunded or lost in disputes. Idempotent. Frees the places, closes the order and emails the buyer.
    /// </summary>
    /// <returns>Number of tickets voided.</returns>
    public Task<int> VoidAsync(Guid orderId, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                await holds.LockAsync((await orders.GetAsync(orderId, ct)).HoldId, ct);
                var order = await orders.GetAsync(orderId, ct);
                var valid = (await orders.GetTicketsAsync(orderId, ct)).Where(t => t.Status == TicketStatus.Valid).ToList();
                if (valid.Count == 0 || !await IsFullyRepaidAsync(orderId, ct) || !await tickets.VoidAsync(order, valid, ct))
                {
                    return 0;
                }

                await AssignTicketsAsync(order, valid, ct);
                if (!await db.Set<Refund>().AnyAsync(r => r.OrderId == orderId && r.Status != RefundStatus.Succeeded, ct))
                {
                    await tickets.CloseRefundedAsync(orderId, ct);
                }

                await NotifyBuyerAsync(order, valid[0], ct);
                await audit.RecordAsync(
                    "order.tickets-voided",
                    orderId,
                    order.Reference,
                    before: null,
                    new { Tickets = string.Join(", ", valid.Select(t => t.Number.ToString(CultureInfo.InvariantCulture))) },
                    ct
                );
                return valid.Count;
            },
            voided => voided > 0,
            ct
        );

    // A ticket becomes void only once, so the first of them tells this time from others.
    private async Task NotifyBuyerAsync(Order order, Ticket first, CancellationToken ct)
    {
        if (order.BuyerEmail.Length > 0)
        {
            await outbox.QueueAsync(NoticeKind, $"{NoticeKind}:{first.Id}", order.BuyerEmail, order.Id, ct);
        }
    }

    private async Task<bool> IsFullyRepaidAsync(Guid orderId, CancellationToken ct)
    {
        var taken = await db.Set<Payment>().Where(p => p.OrderId == orderId && p.Status == PaymentStatus.Paid).SumAsync(p => p.Amount, ct);
        var refunded = await db.Set<Refund>()
            .Where(r => r.OrderId == orderId && r.PaymentId != null && r.Status == RefundStatus.Succeeded)
            .SumAsync(r => r.Amount, ct);
        var lost = await db.Set<Dispute>().Where(d => d.OrderId == orderId && d.Status == DisputeStatus.Lost).SumAsync(d => d.Amount, ct);
        return taken > 0 && refunded + lost >= taken;
    }

    // A refund made elsewhere names no tickets: assign it if its amount matches their price exactly.
    private async Task AssignTicketsAsync(Order order, List<Ticket> valid, CancellationToken ct)
    {
        var unassigned = await db.Set<Refund>()
            .AsNoTracking()
            .Where(r =>
                r.OrderId == order.Id && r.Cause == RefundCause.MadeAtProvider && r.Status == RefundStatus.Succeeded && !r.Lines.Any()
            )
            .OrderBy(r => r.RequestedAt)
            .ToListAsync(ct);
        foreach (
            var lines in new[]
            {
                RefundCalculator.CreateLines(order, valid, keepBookingFee: false),
                RefundCalculator.CreateLines(order, valid, keepBookingFee: true),
            }
        )
        {
            if (unassigned.Find(r => r.Amount == lines.Sum(line => line.Total)) is { } refund)
            {
                db.AddRange(
                    lines.Select(line => new RefundLine
                    {
                        RefundId = refund.Id,
                        TicketId = line.TicketId,
                        Number = line.Number,
                        Category = line.Category,
                        FaceValue = line.FaceValue,
                        BookingFee = line.BookingFee,
                    })
                );
                await db.SaveChangesAsync(ct);
                return;
            }
        }
    }
}
