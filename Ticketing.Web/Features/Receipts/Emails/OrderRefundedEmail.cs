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
            ? await writer.WriteAsync(refunded, new RefundMailText(refunded, link.Url, notification.CreatedAt), link, ct)
            : null;
    }
}
