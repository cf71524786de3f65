using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Holds;
using Ticketing.Notifications;
using Ticketing.Orders;

namespace Ticketing.Payments.Refunds;

/// <summary>Writes down what became of a refund. Each change applies to one that is pending only, so that two who know it change it once.</summary>
public sealed class SettleRefund(
    TicketingDbContext db, TicketHolds holds, OrderBook orders, VoidTickets tickets, Outbox outbox, TimeProvider clock)
{
    public const string NoticeKind = "order-refunded";
    public const int ErrorWidth = 500;

    /// <summary>The notice's key, and the way back from it.</summary>
    public static string NoticeKeyOf(Guid refundId) => $"{NoticeKind}:{refundId}";

    /// <inheritdoc cref="NoticeKeyOf"/>
    public static Guid RefundIdOf(string noticeKey) => Guid.Parse(noticeKey[(NoticeKind.Length + 1)..]);

    /// <summary>The money has gone back: the buyer is told, and an order of which nothing is left is closed.</summary>
    public Task SucceedAsync(Guid refundId, string? reference, CancellationToken ct) => db.WriteAsync(
        async () =>
        {
            var refund = await db.Set<Refund>().AsNoTracking().SingleAsync(r => r.Id == refundId, ct);
            var order = await orders.GetAsync(refund.OrderId, ct);
            await holds.LockAsync(order.HoldId, ct);
            var now = clock.GetUtcNow();
            var settled = await Pending(refundId).ExecuteUpdateAsync(set => set
                .SetProperty(r => r.Status, RefundStatus.Succeeded)
                .SetProperty(r => r.ProviderReference, reference)
                .SetProperty(r => r.SettledAt, now)
                .SetProperty(r => r.LastError, (string?)null), ct);
            if (settled == 0)
            {
                return;
            }

            if (!await db.Set<Refund>().AnyAsync(r => r.OrderId == refund.OrderId && r.Status != RefundStatus.Succeeded, ct))
            {
                await tickets.CloseRefundedAsync(refund.OrderId, ct);
            }

            await TellAsync(refund, ct);
        },
        ct);

    public Task FailAsync(Guid refundId, RefundState.Failed refused, CancellationToken ct) => FailAsync(Pending(refundId), refused, ct);

    /// <summary>The bank sends back what had gone to it: the money is the venue's again, and the buyer has not got it.</summary>
    public Task<int> FailAfterwardsAsync(Guid refundId, RefundState.Failed refused, CancellationToken ct) => FailAsync(
        db.Set<Refund>().Where(r => r.Id == refundId && r.Status == RefundStatus.Succeeded && r.ProviderReference == refused.Reference), refused, ct);

    /// <summary>The provider knows nothing of one that we believed to be done, or on its way: staff decide whether to try again.</summary>
    /// <param name="refund">As it was when the provider was asked; one that has changed since is left alone.</param>
    public Task<int> NeverMadeAsync(Refund refund, string reason, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(refund);
        return FailAsync(
            db.Set<Refund>().Where(r => r.Id == refund.Id && r.Status == refund.Status && r.ProviderReference == refund.ProviderReference
                && r.IdempotencyKey == refund.IdempotencyKey),
            new RefundState.Failed("", reason), ct);
    }

    private Task<int> FailAsync(IQueryable<Refund> refund, RefundState.Failed refused, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.WriteAsync(
            () => refund.ExecuteUpdateAsync(set => set
                .SetProperty(r => r.Status, RefundStatus.Failed)
                .SetProperty(r => r.SettledAt, now)
                .SetProperty(r => r.ProviderReference, r => refused.Reference.Length > 0 ? refused.Reference : r.ProviderReference)
                .SetProperty(r => r.LastError, Cut(refused.Reason)), ct),
            ct: ct);
    }

    /// <summary>The provider has it and is not done: it is looked at again under the provider's name.</summary>
    public Task WaitForAsync(Guid refundId, string reference, TimeSpan wait, CancellationToken ct)
    {
        var next = clock.GetUtcNow() + wait;
        return db.WriteAsync(
            () => Pending(refundId).ExecuteUpdateAsync(set => set
                .SetProperty(r => r.NextTryAt, next)
                .SetProperty(r => r.ProviderReference, reference)
                .SetProperty(r => r.LastError, (string?)null), ct),
            ct: ct);
    }

    public Task PostponeAsync(Guid refundId, TimeSpan wait, string? error, CancellationToken ct)
    {
        var next = clock.GetUtcNow() + wait;
        return db.WriteAsync(
            () => Pending(refundId).ExecuteUpdateAsync(set => set
                .SetProperty(r => r.NextTryAt, next)
                .SetProperty(r => r.LastError, Cut(error)), ct),
            ct: ct);
    }

    // Who was told that the event is cancelled knows about the money already; who left staff no address is told by them.
    private async Task TellAsync(Refund refund, CancellationToken ct)
    {
        var recipient = (await orders.GetAsync(refund.OrderId, ct)).BuyerEmail;
        if (refund.Cause != RefundCause.EventCancelled && recipient.Length > 0)
        {
            await outbox.QueueAsync(NoticeKind, NoticeKeyOf(refund.Id), recipient, refund.OrderId, ct);
        }
    }

    private IQueryable<Refund> Pending(Guid id) => db.Set<Refund>().Where(r => r.Id == id && r.Status == RefundStatus.Pending);

    private static string? Cut(string? error) => error?[..Math.Min(error.Length, ErrorWidth)];
}
