using Microsoft.EntityFrameworkCore;
using Ticketing.Audit;
using Ticketing.Data;
using Ticketing.Holds;
using Ticketing.Orders;

namespace Ticketing.Payments.Refunds;

/// <summary>Updates our refund from the provider's, or adds one made in the provider's dashboard. Idempotent, in any order.</summary>
public sealed class TakeRefund(
    TicketingDbContext db, TicketHolds holds, OrderBook orders, SettleRefund settle, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Stored reason of a refund made in the provider's dashboard; queries compare it.</summary>
    public const string Dashboard = "Made at the provider";

    /// <returns>False if it belongs to none of our payments.</returns>
    public async Task<bool> TakeAsync(ProviderRefund told, CancellationToken ct)
    {
        if (await db.Set<Payment>().AsNoTracking().FirstOrDefaultAsync(p => p.Reference == told.PaymentReference, ct) is not { } payment)
        {
            return false;
        }

        if ((await FindAsync(payment, told, ct) ?? await RecordAsync(payment, told, ct)) is { } refund)
        {
            await SettleAsync(refund, told, ct);
        }

        return true;
    }

    private Task SettleAsync(Refund refund, ProviderRefund told, CancellationToken ct) => told.State switch
    {
        // Ignore a failed attempt that has been retried with a new key since.
        _ when told.Key is { } key && key != refund.IdempotencyKey => Task.CompletedTask,
        RefundState.Succeeded done => settle.SucceedAsync(refund.Id, done.Reference, ct),
        RefundState.Failed failed when refund.Status == RefundStatus.Succeeded => settle.FailAfterwardsAsync(refund.Id, failed, ct),
        RefundState.Failed failed => settle.FailAsync(refund.Id, failed, ct),
        _ => settle.WaitForAsync(refund.Id, told.Reference, RefundPass.WaitAfter(0), ct),
    };

    private async Task<Refund?> FindAsync(Payment payment, ProviderRefund told, CancellationToken ct)
    {
        var existing = await db.Set<Refund>().AsNoTracking().Where(r => r.PaymentId == payment.Id).OrderBy(r => r.RequestedAt).ToListAsync(ct);
        var known = existing.Find(r => r.Id == told.RefundId) ?? existing.Find(r => r.ProviderReference == told.Reference);
        return known is not { Status: RefundStatus.Failed } ? known ?? await AdoptAsync(existing, told, ct)
            : told.State is not RefundState.Failed && (told.Key is null || told.Key == known.IdempotencyKey) ? await ReopenAsync(known, told, ct)
            : known;
    }

    // Staff made a refund by hand after the provider had refused ours: treat both as the same.
    private async Task<Refund?> AdoptAsync(List<Refund> ours, ProviderRefund told, CancellationToken ct) =>
        told.RefundId is null && told.State is not RefundState.Failed
            && ours.Find(r => r.Status == RefundStatus.Failed && r.Amount == told.Amount.MinorUnits) is { } failed
            ? await ReopenAsync(failed, told, ct)
            : null;

    private async Task<Refund> ReopenAsync(Refund failed, ProviderRefund told, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await db.WriteAsync(
            () => db.Set<Refund>().Where(r => r.Id == failed.Id && r.Status == RefundStatus.Failed).ExecuteUpdateAsync(
                set => set
                    .SetProperty(r => r.Status, RefundStatus.Pending)
                    .SetProperty(r => r.SettledAt, (DateTimeOffset?)null)
                    .SetProperty(r => r.ProviderReference, told.Reference)
                    .SetProperty(r => r.NextTryAt, now),
                ct),
            ct: ct);
        return failed;
    }

    /// <returns>Null if it is already recorded, failed, or exceeds what is left of the payment.</returns>
    private Task<Refund?> RecordAsync(Payment payment, ProviderRefund told, CancellationToken ct) => db.WriteAsync<Refund?>(
        async () =>
        {
            var order = await orders.GetAsync(payment.OrderId, ct);
            await holds.LockAsync(order.HoldId, ct);
            var amount = told.Amount.MinorUnits;
            if (told.State is RefundState.Failed || told.Amount.Currency != payment.Currency
                || await db.Set<Refund>().AnyAsync(r => r.ProviderReference == told.Reference, ct)
                || await db.Set<Payment>().Where(p => p.Id == payment.Id && p.Status == PaymentStatus.Paid && p.Refunded + amount <= p.Amount)
                    .ExecuteUpdateAsync(set => set.SetProperty(p => p.Refunded, p => p.Refunded + amount), ct) == 0)
            {
                return null;
            }

            var refund = New(payment, told);
            db.Add(refund);
            await db.SaveChangesAsync(ct);
            await audit.RecordAsync(
                "order.refunded", order.Id, order.Reference, before: null, new { Amount = refund.Money.ToString(), refund.Reason }, ct);
            return refund;
        },
        refund => refund is not null,
        ct);

    private Refund New(Payment payment, ProviderRefund told) => new()
    {
        OrderId = payment.OrderId, PaymentId = payment.Id, Cause = RefundCause.Staff, Amount = told.Amount.MinorUnits,
        Currency = payment.Currency, Reason = Dashboard, IdempotencyKey = $"seen:{told.Reference}:0",

        // Set in the same insert, so that the background job looks it up instead of requesting another.
        ProviderReference = told.Reference,
        NextTryAt = clock.GetUtcNow() + RefundPass.Lease, RequestedBy = payment.Provider.ToString(), RequestedAt = told.At,
    };
}
