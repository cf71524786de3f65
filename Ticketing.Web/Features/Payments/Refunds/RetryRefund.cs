using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Payments.Refunds;

public sealed class RetryRefund(TicketingDbContext db, OrderQueries orders, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Idempotent.</summary>
    /// <returns>False if it has not failed (any more).</returns>
    public Task<bool> RetryAsync(Guid refundId, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                if (await Failed(refundId).AsNoTracking().FirstOrDefaultAsync(ct) is not { } refund)
                {
                    return false;
                }

                // The old key would return the old refusal. That refusal was final, so a new key cannot refund twice.
                var cut = refund.IdempotencyKey.LastIndexOf(':');
                var key = string.Create(CultureInfo.InvariantCulture, $"{refund.IdempotencyKey[..cut]}:{refund.Attempts}");
                var now = clock.GetUtcNow();
                if (
                    await Failed(refundId)
                        .ExecuteUpdateAsync(
                            set =>
                                set.SetProperty(r => r.Status, RefundStatus.Pending)
                                    .SetProperty(r => r.IdempotencyKey, key)
                                    .SetProperty(r => r.ProviderReference, (string?)null)
                                    .SetProperty(r => r.SettledAt, (DateTimeOffset?)null)
                                    .SetProperty(r => r.NextTryAt, now),
                            ct
                        ) == 0
                )
                {
                    return false;
                }

                var order = await orders.GetAsync(refund.OrderId, ct);
                await audit.RecordAsync(
                    "refund.retried",
                    refund.OrderId,
                    order.Reference,
                    before: null,
                    new { Amount = refund.Money.ToRecordString() },
                    ct
                );
                return true;
            },
            ct: ct
        );

    private IQueryable<Refund> Failed(Guid id) => db.Set<Refund>().Where(r => r.Id == id && r.Status == RefundStatus.Failed);
}
