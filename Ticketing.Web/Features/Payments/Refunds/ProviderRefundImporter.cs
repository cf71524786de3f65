using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Payments.Refunds;

/// <summary>Updates our refund from the provider's, or adds one made in the provider's dashboard. Idempotent, in any order.</summary>
public sealed class ProviderRefundImporter(
    TicketingDbContext db,
    TicketHolds holds,
    OrderQueries orders,
    SettleRefund settle,
    VoidTickets tickets,
    AuditTrail audit,
    TimeProvider clock
)
{
    /// <returns>False if it belongs to none of our payments.</returns>
    public async Task<bool> ImportAsync(ProviderRefund reported, CancellationToken ct)
    {
        if (
            await db.Set<Payment>().AsNoTracking().FirstOrDefaultAsync(p => p.Reference == reported.PaymentReference, ct) is not { } payment
        )
        {
            return false;
        }

        if ((await FindAsync(payment, reported, ct) ?? await RecordAsync(payment, reported, ct)) is { } refund)
        {
            await SettleAsync(refund, reported, ct);
        }

        return true;
    }

    private Task SettleAsync(Refund refund, ProviderRefund reported, CancellationToken ct) =>
        reported.State switch
        {
            // Ignore a failed attempt that has been retried with a new key since.
            _ when reported.IdempotencyKey is { } key && key != refund.IdempotencyKey => Task.CompletedTask,
            RefundState.Succeeded done => settle.SucceedAsync(refund.Id, done.Reference, ct),
            RefundState.Failed failed when refund.Status == RefundStatus.Succeeded => settle.FailAfterSuccessAsync(refund.Id, failed, ct),
            RefundState.Failed failed => settle.FailAsync(refund.Id, failed, ct),
            _ => settle.MarkInProgressAsync(refund.Id, reported.Reference, RefundJob.RetryDelay.GetDelay(0), ct),
        };

    private async Task<Refund?> FindAsync(Payment payment, ProviderRefund reported, CancellationToken ct)
    {
        var existing = await db.Set<Refund>()
            .AsNoTracking()
            .Where(r => r.PaymentId == payment.Id)
            .OrderBy(r => r.RequestedAt)
            .ToListAsync(ct);
        var known = existing.Find(r => r.Id == reported.RefundId) ?? existing.Find(r => r.ProviderReference == reported.Reference);
        return known is null ? await AdoptAsync(existing, reported, ct)
            : CanReopen(known)
            && reported.State is not RefundState.Failed
            && (reported.IdempotencyKey is null || reported.IdempotencyKey == known.IdempotencyKey)
                ? await ReopenAsync(known, reported, ct)
            : known;
    }

    // Staff made a refund by hand after the provider had refused ours: treat both as the same.
    private async Task<Refund?> AdoptAsync(List<Refund> existing, ProviderRefund reported, CancellationToken ct) =>
        reported.RefundId is null
        && reported.State is not RefundState.Failed
        && existing.Find(r => CanReopen(r) && r.Amount == reported.Amount.MinorUnits) is { } failed
            ? await ReopenAsync(failed, reported, ct)
            : null;

    // Also one that staff were to pay in another way, but have not: the provider has paid after all.
    private static bool CanReopen(Refund refund) =>
        refund.Status == RefundStatus.Failed || refund is { ManualMethod: not null, IsOwed: true };

    private async Task<Refund> ReopenAsync(Refund failed, ProviderRefund reported, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await db.WriteAsync(
            () =>
                db.Set<Refund>()
                    .Where(r =>
                        r.Id == failed.Id && (r.Status == RefundStatus.Failed || (r.ManualMethod != null && r.HandedBackAt == null))
                    )
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(r => r.Status, RefundStatus.Pending)
                                .SetProperty(r => r.ManualMethod, (ManualRefundMethod?)null)
                                .SetProperty(r => r.SettledAt, (DateTimeOffset?)null)
                                .SetProperty(r => r.ProviderReference, reported.Reference)
                                .SetProperty(r => r.NextTryAt, now),
                        ct
                    ),
            ct: ct
        );
        return failed;
    }

    /// <returns>Null if it is already recorded, failed, or exceeds what is left of the payment.</returns>
    private Task<Refund?> RecordAsync(Payment payment, ProviderRefund reported, CancellationToken ct) =>
        db.WriteAsync<Refund?>(
            async () =>
            {
                var order = await orders.GetAsync(payment.OrderId, ct);
                await holds.LockAsync(order.HoldId, ct);
                var amount = reported.Amount.MinorUnits;
                if (
                    reported.State is RefundState.Failed
                    || reported.Amount.Currency != payment.Currency
                    || await db.Set<Refund>().AnyAsync(r => r.ProviderReference == reported.Reference, ct)
                    || await db.Set<Payment>()
                        .Where(p => p.Id == payment.Id && p.Status == PaymentStatus.Paid && p.Refunded + amount <= p.Amount)
                        .ExecuteUpdateAsync(set => set.SetProperty(p => p.Refunded, p => p.Refunded + amount), ct) == 0
                )
                {
                    return null;
                }

                var refund = New(payment, reported);
                await VoidTicketsAsync(order, refund, reported, ct);
                db.Add(refund);
                await db.SaveChangesAsync(ct);
                await audit.RecordAsync(
                    "order.refunded",
                    order.Id,
                    order.Reference,
                    before: null,
                    new { Amount = refund.Money.ToRecordString(), Reason = "Made at the provider" },
                    ct
                );
                return refund;
            },
            refund => refund is not null,
            ct
        );

    /// <summary>For a refund of ours that a restored backup does not have. One made elsewhere names no tickets.</summary>
    private async Task VoidTicketsAsync(Order order, Refund refund, ProviderRefund reported, CancellationToken ct)
    {
        var refunded = (await orders.GetTicketsAsync(order.Id, ct))
            .Where(t => t.Status == TicketStatus.Valid && reported.TicketNumbers.Contains(t.Number))
            .ToList();
        var kept = RefundCalculator.CreateLines(order, refunded, keepBookingFee: true);
        var isWithoutFee = kept.Sum(line => line.Total) == refund.Amount;
        var lines = isWithoutFee
            ? kept
            : RefundCalculator.LimitTo(RefundCalculator.CreateLines(order, refunded, keepBookingFee: false), refund.Amount);
        if (refunded.Count == 0 || !await tickets.VoidAsync(order, refunded, ct))
        {
            return;
        }

        foreach (var line in lines)
        {
            refund.Add(line);
        }
    }

    private Refund New(Payment payment, ProviderRefund reported) =>
        new()
        {
            OrderId = payment.OrderId,
            PaymentId = payment.Id,
            Cause = RefundCause.MadeAtProvider,
            Amount = reported.Amount.MinorUnits,
            Currency = payment.Currency,
            Reason = "",
            // Our own key if a restored backup does not have our refund.
            IdempotencyKey = reported.IdempotencyKey ?? $"seen:{reported.Reference}:0",

            // Set in the same insert, so that the background job looks it up instead of requesting another.
            ProviderReference = reported.Reference,
            NextTryAt = clock.GetUtcNow() + RefundJob.Lease,
            RequestedBy = payment.Provider.ToString(),
            RequestedAt = reported.CreatedAt,
        };
}
