using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Payments.Refunds;

/// <summary>
/// Staff pay back in another way what the provider has refused to: the refund is then owed until it is ticked as handed back.
/// </summary>
public sealed class ReplaceFailedRefund(TicketingDbContext db, SettleRefund settle, OrderQueries orders, AuditTrail audit)
{
    /// <returns>False if it has not failed (any more).</returns>
    public Task<bool> ReplaceAsync(Guid refundId, ManualRefundMethod method, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                if (!await settle.ReplaceAsync(refundId, method, ct))
                {
                    return false;
                }

                var refund = await db.Set<Refund>().AsNoTracking().SingleAsync(r => r.Id == refundId, ct);
                var order = await orders.GetAsync(refund.OrderId, ct);
                var after = new
                {
                    Amount = refund.Money.ToString(),
                    Method = method,
                    Refused = refund.LastError,
                };
                await audit.RecordAsync("refund.replaced", order.Id, order.Reference, before: null, after, ct);
                return true;
            },
            replaced => replaced,
            ct
        );
}
