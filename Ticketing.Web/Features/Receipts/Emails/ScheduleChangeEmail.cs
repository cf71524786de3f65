using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Features.Rescheduling;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Layout;

namespace Ticketing.Features.Receipts.Emails;

internal sealed class ScheduleChangeEmail(
    UntoldChanges changes,
    RefundOffers offers,
    PaidOrderQueries orders,
    OrderQueries orderQueries,
    OrderDocuments documents,
    OrderLinks links,
    EventCalendar calendar,
    BuyerNames names,
    MailHtmlRenderer html
) : IEmailComposer
{
    public string Kind => TellTicketHolders.MailKind;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct)
    {
        var id = notification.OrderId ?? throw new InvalidOperationException($"Notification {notification.Id} names no order.");
        var changeId = TellTicketHolders.ParseChangeId(notification.DedupeKey);
        if (
            await orders.FindAsync(id, ct) is not { } paid
            || paid.ValidTickets.Count == 0
            || paid.Order.BuyerEmail != notification.Recipient
            || paid.Event.Status == EventStatus.Cancelled
            || await changes.FindAsync(changeId, paid.Order, paid.Event, ct) is not { } change
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
        paid = paid with { ShowsNames = name.Length > 0 };
        var deadline = await offers.FindDeadlineAsync(paid.Order, ct);
        var content = new ScheduleChangeText(
            paid,
            new ScheduleChangeNotice(change.Kind, change.Before, change.Message, deadline),
            link.Url,
            notification.CreatedAt
        );
        return new ComposedEmail(
            name,
            content.Subject,
            content.PlainText,
            await html.RenderAsync<ScheduleChangeHtml, ScheduleChangeText>(content, paid.Venue),
            await AttachmentsAsync(paid, ct),
            [link.Token]
        );
    }

    // Tickets that name a date that does not hold would mislead.
    private async Task<IReadOnlyList<EmailAttachment>> AttachmentsAsync(PaidOrder paid, CancellationToken ct)
    {
        var entry = MailCalendar.Attach(calendar, paid.Event);
        return paid.Event.Status == EventStatus.Postponed || await documents.CreateTicketsAsync(paid, ct) is not { } tickets
            ? [entry]
            : [new EmailAttachment(tickets.FileName, OrderDocument.MediaType, tickets.Content), entry];
    }
}
