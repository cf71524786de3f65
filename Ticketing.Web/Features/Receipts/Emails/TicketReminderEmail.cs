using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Messages;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Layout;

namespace Ticketing.Features.Receipts.Emails;

/// <summary>
/// Nothing is sent once staff have stopped the reminder, or the event has begun, was called off or has moved away from the date that
/// the reminder is of.
/// </summary>
internal sealed class TicketReminderEmail(
    MessageQueries messages,
    PaidOrderQueries orders,
    OrderQueries orderQueries,
    OrderDocuments documents,
    OrderLinks links,
    EventCalendar calendar,
    BuyerNames names,
    MailHtmlRenderer html,
    TimeProvider clock
) : IEmailComposer
{
    private static readonly TimeSpan MaxMove = TimeSpan.FromDays(1);

    public string Kind => MessageMails.Reminder;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct)
    {
        var id = notification.OrderId ?? throw new InvalidOperationException($"Notification {notification.Id} names no order.");
        if (
            await messages.FindAsync(MessageMails.ReadMessageId(notification), ct) is not { } reminder
            || await orders.FindAsync(id, ct) is not { } paid
            || paid.ValidTickets.Count == 0
            || paid.Order.BuyerEmail != notification.Recipient
            || !IsNear(paid.Event, reminder)
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
        var content = new TicketReminderText(paid, name, link.Url, notification.CreatedAt);
        var tickets = (await documents.CreateTicketsAsync(paid, ct))!;
        return new ComposedEmail(
            name,
            content.Subject,
            content.PlainText,
            await html.RenderAsync<TicketReminderHtml, TicketReminderText>(content, paid.Venue),
            [new EmailAttachment(tickets.FileName, OrderDocument.MediaType, tickets.Content), MailCalendar.Attach(calendar, paid.Event)],
            [link.Token]
        );
    }

    private bool IsNear(Event show, EventMessage reminder) =>
        reminder.StopReason != MessageStopReason.Staff
        && show.Status == EventStatus.Active
        && show.StartsAt > clock.GetUtcNow()
        && (show.StartsAt - reminder.EventStartsAt!.Value).Duration() <= MaxMove;
}
