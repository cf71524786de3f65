using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Payments.Sync;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Payments.Reconciliation;

/// <summary>
/// Staff pay back in another way what the provider has refused to: the refund is then owed until it is ticked as handed back.
/// </summary>
public sealed partial class ReplaceFailedRefund(
    TicketingDbContext db,
    SettleRefund settle,
    HandBackRefund handBack,
    PaymentProviderRegistry providers,
    ProviderSync sync,
    OrderQueries orders,
    AuditTrail audit,
    ILogger<ReplaceFailedRefund> log
)
{
    /// <param name="isPaid">The buyer has the money already.</param>
    /// <returns>False if it has not failed (any more).</returns>
    public async Task<bool> ReplaceAsync(Guid refundId, ManualRefundMethod method, bool isPaid, CancellationToken ct)
    {
        await AskProviderAsync(refundId, ct);
        return await db.WriteAsync(
            async () =>
            {
                if (!await settle.ReplaceAsync(refundId, method, ct))
                {
                    return false;
                }

                await RecordAsync(refundId, method, ct);
                if (isPaid)
                {
                    await handBack.MarkAsync(refundId, ct);
                }

                return true;
            },
            replaced => replaced,
            ct
        );
    }

    private async Task RecordAsync(Guid refundId, ManualRefundMethod method, CancellationToken ct)
    {
        var refund = await db.Set<Refund>().AsNoTracking().SingleAsync(r => r.Id == refundId, ct);
        var order = await orders.GetAsync(refund.OrderId, ct);
        var after = new
        {
            Amount = refund.Money.ToRecordString(),
            Method = method,
            Refused = refund.LastError,
        };
        await audit.RecordAsync("refund.replaced", order.Id, order.Reference, before: null, after, ct);
    }

    // It may have paid after all, or from its dashboard: then the refund has not failed any more.
    // An outage does not keep staff from paying.
    private async Task AskProviderAsync(Guid refundId, CancellationToken ct)
    {
        var payment = await db.Set<Payment>()
            .AsNoTracking()
            .FirstOrDefaultAsync(
                p => db.Set<Refund>().Any(r => r.Id == refundId && r.Status == RefundStatus.Failed && r.PaymentId == p.Id),
                ct
            );
        if (payment?.Reference is not { } reference || providers.FindLedger(payment.Provider) is null)
        {
            return;
        }

        try
        {
            await sync.SyncPaymentAsync(payment.Provider, reference, ct);
        }
        catch (PaymentProviderException error)
        {
            ProviderUnavailable(log, refundId, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The provider did not say whether it has made refund {RefundId} after all")]
    private static partial void ProviderUnavailable(ILogger logger, Guid refundId, Exception error);
}
