using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Providers;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications.Outbox;

namespace Ticketing.Features.Payments.Refunds;

/// <summary>Each change is conditional on the previous status, so that concurrent callers apply it once.</summary>
public sealed class SettleRefund(
    TicketingDbContext db,
    TicketHolds holds,
    OrderQueries orders,
    VoidTickets tickets,
    NotificationOutbox outbox,
    RefundWebhooks webhooks,
    TimeProvider clock
)
{
    public const string NoticeKind = "order-refunded";
    public const int MaxErrorLength = 500;

    public static string GetNoticeKey(Guid refundId) => $"{NoticeKind}:{refundId}";

    public static Guid ParseRefundId(string noticeKey) => Guid.Parse(noticeKey.Split(':')[1]);

    /// <summary>Also numbers the credit note, emails the buyer, and closes an order with no valid tickets left.</summary>
    public Task SucceedAsync(Guid refundId, string? reference, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return CompleteAsync(
            refundId,
            GetNoticeKey(refundId),
            () =>
                Pending(refundId)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(r => r.Status, RefundStatus.Succeeded)
                                .SetProperty(r => r.ProviderReference, reference)
                                .SetProperty(r => r.SettledAt, now)
                                .SetProperty(r => r.LastError, (string?)null),
                        ct
                    ),
            ct
        );
    }

    /// <summary>Does the same for a failed refund that staff pay back in another way. The provider's refusal stays on record.</summary>
    /// <returns>False if it has not failed (any more).</returns>
    public Task<bool> ReplaceAsync(Guid refundId, ManualRefundMethod method, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return CompleteAsync(
            refundId,
            $"{GetNoticeKey(refundId)}:{method}",
            () =>
                db.Set<Refund>()
                    .Where(r => r.Id == refundId && r.Status == RefundStatus.Failed)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(r => r.Status, RefundStatus.Succeeded)
                                .SetProperty(r => r.ManualMethod, method)
                                .SetProperty(r => r.SettledAt, now),
                        ct
                    ),
            ct
        );
    }

    private Task<bool> CompleteAsync(Guid refundId, string noticeKey, Func<Task<int>> settleAsync, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var refund = await db.Set<Refund>().AsNoTracking().SingleAsync(r => r.Id == refundId, ct);
                var order = await orders.GetAsync(refund.OrderId, ct);
                await holds.LockAsync(order.HoldId, ct);
                if (await settleAsync() == 0)
                {
                    return false;
                }

                if (!await db.Set<Refund>().AnyAsync(r => r.OrderId == refund.OrderId && r.Status != RefundStatus.Succeeded, ct))
                {
                    await tickets.CloseRefundedAsync(refund.OrderId, ct);
                }

                var settled = await db.Set<Refund>().AsNoTracking().SingleAsync(r => r.Id == refundId, ct);
                await NotifyBuyerAsync(settled, order, noticeKey, ct);
                await webhooks.QueueRefundedAsync(settled, order, ct);
                await NumberCreditNoteAsync(settled, order, settled.SettledAt!.Value, ct);
                return true;
            },
            ct: ct
        );

    // Last, because it locks the counter. A payment that was no sale has no receipt that a note could correct.
    private async Task NumberCreditNoteAsync(Refund refund, Order order, DateTimeOffset now, CancellationToken ct)
    {
        if (refund is not { Amount: > 0, Cause: not RefundCause.PaidTooLate, CreditNoteNumber: null } || order.ReceiptNumber is null)
        {
            return;
        }

        var number = await db.DrawNumberAsync(NumberSequence.CreditNotes, ct);
        await db.Set<Refund>()
            .Where(r => r.Id == refund.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.CreditNoteNumber, number).SetProperty(r => r.CreditNoteAt, now), ct);
    }

    public Task FailAsync(Guid refundId, RefundState.Failed refused, CancellationToken ct) => FailAsync(Pending(refundId), refused, ct);

    /// <summary>For a succeeded refund that the buyer's bank has returned to the venue.</summary>
    public Task<int> FailAfterSuccessAsync(Guid refundId, RefundState.Failed refused, CancellationToken ct) =>
        FailAsync(
            db.Set<Refund>().Where(r => r.Id == refundId && r.Status == RefundStatus.Succeeded && r.ProviderReference == refused.Reference),
            refused,
            ct
        );

    /// <summary>For a refund that the provider has no record of. Staff decide whether to retry.</summary>
    /// <param name="refund">As it was when the provider was asked; nothing happens if it has changed since.</param>
    public Task<int> FailNotFoundAsync(Refund refund, string reason, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(refund);
        return FailAsync(
            db.Set<Refund>()
                .Where(r =>
                    r.Id == refund.Id
                    && r.Status == refund.Status
                    && r.ProviderReference == refund.ProviderReference
                    && r.IdempotencyKey == refund.IdempotencyKey
                ),
            new RefundState.Failed("", reason),
            ct
        );
    }

    private Task<int> FailAsync(IQueryable<Refund> refund, RefundState.Failed refused, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.WriteAsync(
            () =>
                // What staff pay back does not depend on the provider any more.
                refund
                    .Where(r => r.ManualMethod == null)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(r => r.Status, RefundStatus.Failed)
                                .SetProperty(r => r.SettledAt, now)
                                .SetProperty(
                                    r => r.ProviderReference,
                                    r => refused.Reference.Length > 0 ? refused.Reference : r.ProviderReference
                                )
                                .SetProperty(r => r.LastError, Truncate(refused.Reason)),
                        ct
                    ),
            ct: ct
        );
    }

    /// <summary>For a refund that the provider has accepted but not finished.</summary>
    public Task MarkInProgressAsync(Guid refundId, string reference, TimeSpan wait, CancellationToken ct)
    {
        var next = clock.GetUtcNow() + wait;
        return db.WriteAsync(
            () =>
                Pending(refundId)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(r => r.NextTryAt, next)
                                .SetProperty(r => r.ProviderReference, reference)
                                .SetProperty(r => r.LastError, (string?)null),
                        ct
                    ),
            ct: ct
        );
    }

    public Task PostponeAsync(Guid refundId, TimeSpan wait, string? error, CancellationToken ct)
    {
        var next = clock.GetUtcNow() + wait;
        return db.WriteAsync(
            () =>
                Pending(refundId)
                    .ExecuteUpdateAsync(set => set.SetProperty(r => r.NextTryAt, next).SetProperty(r => r.LastError, Truncate(error)), ct),
            ct: ct
        );
    }

    // The cancellation email already mentions the provider's refund; buyers without an address are told by staff.
    private async Task NotifyBuyerAsync(Refund refund, Order order, string key, CancellationToken ct)
    {
        if (order.BuyerEmail.Length > 0 && (refund.Cause != RefundCause.EventCancelled || refund.ManualMethod is not null))
        {
            await outbox.QueueAsync(NoticeKind, key, order.BuyerEmail, order.Id, ct);
        }
    }

    private IQueryable<Refund> Pending(Guid id) => db.Set<Refund>().Where(r => r.Id == id && r.Status == RefundStatus.Pending);

    private static string? Truncate(string? error) => error?[..Math.Min(error.Length, MaxErrorLength)];
}
