using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ticketing.Audit;
using Ticketing.Data;
using Ticketing.Holds;
using Ticketing.Orders;
using Ticketing.Payments.Disputes;
using Ticketing.Tickets;

namespace Ticketing.Payments.Refunds;

public sealed class VoidPaidBack(TicketingDbContext db, TicketHolds holds, OrderBook orders, VoidTickets tickets, AuditTrail audit)
{
    /// <summary>Only if all money was refunded or lost in disputes. Idempotent. Frees the places and closes the order.</summary>
    /// <returns>Number of tickets voided.</returns>
    public Task<int> VoidAsync(Guid orderId, CancellationToken ct) => db.WriteAsync(
        async () =>
        {
            await holds.LockAsync((await orders.GetAsync(orderId, ct)).HoldId, ct);
            var order = await orders.GetAsync(orderId, ct);
            var valid = (await orders.TicketsAsync(orderId, ct)).Where(t => t.Status == TicketStatus.Valid).ToList();
            if (valid.Count == 0 || !await IsMoneyGoneAsync(orderId, ct) || !await tickets.VoidAsync(order, valid, ct))
            {
                return 0;
            }

            await NameTicketsAsync(order, valid, ct);
            if (!await db.Set<Refund>().AnyAsync(r => r.OrderId == orderId && r.Status != RefundStatus.Succeeded, ct))
            {
                await tickets.CloseRefundedAsync(orderId, ct);
            }

            await audit.RecordAsync(
                "order.tickets-voided", orderId, order.Reference, before: null,
                new { Tickets = string.Join(", ", valid.Select(t => t.Number.ToString(CultureInfo.InvariantCulture))) }, ct);
            return valid.Count;
        },
        voided => voided > 0,
        ct);

    private async Task<bool> IsMoneyGoneAsync(Guid orderId, CancellationToken ct)
    {
        var taken = await db.Set<Payment>().Where(p => p.OrderId == orderId && p.Status == PaymentStatus.Paid).SumAsync(p => p.Amount, ct);
        var refunded = await db.Set<Refund>().Where(r => r.OrderId == orderId && r.PaymentId != null && r.Status == RefundStatus.Succeeded)
            .SumAsync(r => r.Amount, ct);
        var lost = await db.Set<Dispute>().Where(d => d.OrderId == orderId && d.Status == DisputeStatus.Lost).SumAsync(d => d.Amount, ct);
        return taken > 0 && refunded + lost >= taken;
    }

    // A refund made elsewhere names no tickets: assign it if its amount matches their price exactly.
    private async Task NameTicketsAsync(Order order, List<Ticket> valid, CancellationToken ct)
    {
        var unassigned = await db.Set<Refund>().AsNoTracking()
            .Where(r => r.OrderId == order.Id && r.Reason == TakeRefund.Dashboard && r.Status == RefundStatus.Succeeded && !r.Lines.Any())
            .OrderBy(r => r.RequestedAt).ToListAsync(ct);
        foreach (var lines in new[] { RefundSum.Of(order, valid, keepBookingFee: false), RefundSum.Of(order, valid, keepBookingFee: true) })
        {
            if (unassigned.Find(r => r.Amount == lines.Sum(line => line.Total)) is { } refund)
            {
                db.AddRange(lines.Select(line => new RefundLine
                {
                    RefundId = refund.Id, TicketId = line.TicketId, Number = line.Number, Category = line.Category, FaceValue = line.FaceValue,
                    BookingFee = line.BookingFee,
                }));
                await db.SaveChangesAsync(ct);
                return;
            }
        }
    }
}
