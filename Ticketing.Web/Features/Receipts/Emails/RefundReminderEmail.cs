using Ticketing.Features.Orders;
using Ticketing.Features.Rescheduling;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Layout;

namespace Ticketing.Features.Receipts.Emails;

internal sealed class RefundReminderEmail(
    RefundOffers offers,
    PaidOrderQueries orders,
    OrderQueries orderQueries,
    OrderLinks links,
    BuyerNames names,
    MailHtmlRenderer html
) : IEmailComposer
{
    public string Kind => RefundReminderJob.MailKind;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct)
    {
        var id = notification.OrderId ?? throw new InvalidOperationException($"Notification {notification.Id} names no order.");
        if (
            await orders.FindAsync(id, ct) is not { } paid
            || paid.Order.BuyerEmail != notification.Recipient
            || await offers.FindUnansweredAsync(paid.Order, ct) is not { } deadline
        )
        {
            return null;
        }

        var link = await links.CreateAsync(paid.Order, ct);

        // Correcting an address revokes earlier links; check again for a correction while this one was created.
        if ((await orderQueries.GetAsync(id, ct)).BuyerEmail != notification.Recipient)
        {
            return null;
        }

        var name = await names.GetForMailAsync(paid.Order, ct);
        var content = new RefundReminderText(paid, name, deadline, link.Url, notification.CreatedAt);
        return new ComposedEmail(
            name,
            content.Subject,
            content.PlainText,
            await html.RenderAsync<RefundReminderHtml, RefundReminderText>(content, paid.Venue),
            [],
            [link.Token]
        );
    }
}
