using Ticketing.Cancellations;
using Ticketing.Notifications;
using Ticketing.Payments.Refunds;

namespace Ticketing.Receipts;

internal sealed class OrderRefundedEmail(RefundBook refunds, RefundedOrders orders) : IEmailComposer
{
    public string Kind => SettleRefund.NoticeKind;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct)
    {
        var id = SettleRefund.RefundIdOf(notification.DedupeKey);
        var refund = await refunds.FindAsync(id, ct) ?? throw new InvalidOperationException($"There is no refund {id}.");
        var refunded = await orders.GetAsync(refund, ct);
        return await orders.LinkAsync(refunded, notification.Recipient, ct) is { } link
            ? RefundMail.Write(refunded, new RefundWords(refunded), link)
            : null;
    }
}

internal sealed class EventCancelledEmail(RefundBook refunds, RefundedOrders orders, CancellationBook runs) : IEmailComposer
{
    public string Kind => RefundEntry.NoticeKind;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct)
    {
        var id = notification.OrderId ?? throw new InvalidOperationException($"Notification {notification.Id} names no order.");
        var refund = (await refunds.OfOrderAsync(id, ct)).Last(r => r.Cause == RefundCause.EventCancelled);
        var refunded = await orders.GetAsync(refund, ct);
        var run = await runs.FindRunAsync(refunded.Event.Id, ct);
        return await orders.LinkAsync(refunded, notification.Recipient, ct) is { } link
            ? RefundMail.Write(refunded, new CancelledWords(refunded, run?.Message ?? ""), link)
            : null;
    }
}
