using Ticketing.Features.Cancellations;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Receipts.Emails;

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
            ? await writer.WriteAsync(
                refunded,
                new CancellationMailText(refunded, link.Url, run?.Message ?? "", notification.CreatedAt),
                link,
                ct
            )
            : null;
    }
}
