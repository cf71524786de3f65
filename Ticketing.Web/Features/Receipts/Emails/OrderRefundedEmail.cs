using Ticketing.Features.Cancellations;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Receipts.Emails;

internal sealed class OrderRefundedEmail(RefundQueries refunds, RefundedOrderQueries orders, RefundMailWriter writer) : IEmailComposer
{
    public string Kind => SettleRefund.NoticeKind;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct)
    {
        var id = SettleRefund.ParseRefundId(notification.DedupeKey);
        var refund = await refunds.FindAsync(id, ct) ?? throw new InvalidOperationException($"There is no refund {id}.");
        var refunded = await orders.GetAsync(refund, ct);
        return await orders.CreateLinkAsync(refunded, notification.Recipient, ct) is { } link
            ? await writer.WriteAsync(refunded, new RefundMailText(refunded, link.Url), link)
            : null;
    }
}

internal sealed class EventCancelledEmail(
    RefundQueries refunds,
    RefundedOrderQueries orders,
    CancellationQueries runs,
    RefundMailWriter writer
) : IEmailComposer
{
    public string Kind => ProcessCancellationEntry.NoticeKind;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct)
    {
        var id = notification.OrderId ?? throw new InvalidOperationException($"Notification {notification.Id} names no order.");
        var refund = (await refunds.GetForOrderAsync(id, ct)).Last(r => r.Cause == RefundCause.EventCancelled);
        var refunded = await orders.GetAsync(refund, ct);
        var run = await runs.FindRunAsync(refunded.Event.Id, ct);
        return await orders.CreateLinkAsync(refunded, notification.Recipient, ct) is { } link
            ? await writer.WriteAsync(refunded, new CancellationMailText(refunded, link.Url, run?.Message ?? ""), link)
            : null;
    }
}
