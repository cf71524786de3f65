using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Payments.Refunds;

public sealed class RefundLatePayment(TicketingDbContext db, OrderQueries orders, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Refunds all of it. Idempotent. Requires the caller's transaction.</summary>
    public async Task RecordAsync(Payment payment, string reason, CancellationToken ct)
    {
        var reserved = await db.Set<Payment>()
            .Where(p => p.Id == payment.Id && p.Status == PaymentStatus.Paid && p.Refunded == 0)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Refunded, p => p.Amount), ct);
        if (reserved == 0)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var refund = new Refund
        {
            OrderId = payment.OrderId,
            PaymentId = payment.Id,
            Cause = RefundCause.PaidTooLate,
            Amount = payment.Amount,
            Currency = payment.Currency,
            Reason = reason,
            IdempotencyKey = $"late:{payment.Id}:0",
            NextTryAt = now,
            RequestedBy = Actor.System.Name,
            RequestedAt = now,
        };
        db.Add(refund);
        await db.SaveChangesAsync(ct);
        var order = await orders.GetAsync(payment.OrderId, ct);
        await audit.RecordAsync(
            "order.refunded",
            order.Id,
            order.Reference,
            before: null,
            new { Amount = refund.Money.ToRecordString(), refund.Cause },
            ct
        );
    }
}
