using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Confirmation;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Layout;

namespace Ticketing.Features.Receipts.Emails;

internal sealed class OrderConfirmationEmail(
    PaidOrderQueries orders,
    OrderQueries orderQueries,
    OrderDocuments documents,
    OrderLinks links,
    EventCalendar calendar,
    BuyerNames names,
    MailHtmlRenderer html
) : IEmailComposer
{
    public string Kind => ConfirmOrder.ConfirmationKind;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct)
    {
        var id = notification.OrderId ?? throw new InvalidOperationException($"Notification {notification.Id} names no order.");
        if (await orders.FindAsync(id, ct) is not { } paid || paid.Order.BuyerEmail != notification.Recipient)
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
        paid = paid with { ShowsNames = name.Length > 0 };
        var content = new ConfirmationText(paid, link.Url, notification.CreatedAt);
        return new ComposedEmail(
            name,
            content.Subject,
            ConfirmationPlainText.Write(content),
            await html.RenderAsync<ConfirmationHtml, ConfirmationText>(content, paid.Venue),
            await AttachmentsAsync(paid, ct),
            [link.Token]
        );
    }

    private async Task<IReadOnlyList<EmailAttachment>> AttachmentsAsync(PaidOrder paid, CancellationToken ct)
    {
        var files = new[] { await documents.CreateTicketsAsync(paid, ct), OrderDocuments.CreateReceipt(paid) };
        return
        [
            .. files.OfType<OrderDocument>().Select(file => new EmailAttachment(file.FileName, OrderDocument.MediaType, file.Content)),
            MailCalendar.Attach(calendar, paid.Event),
        ];
    }
}
