using Ticketing.Features.Events;
using Ticketing.Features.Messages;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Layout;

namespace Ticketing.Features.Receipts.Emails;

/// <summary>
/// Nothing is sent once staff have stopped the message, nor to buyers who have no valid ticket any more or have unsubscribed since.
/// </summary>
internal sealed class EventMessageEmail(
    MessageQueries messages,
    MessageRules rules,
    NewsAddresses news,
    UnsubscribeLinks unsubscribe,
    PaidOrderQueries orders,
    OrderQueries orderQueries,
    OrderLinks links,
    BuyerNames names,
    MailHtmlRenderer html,
    TimeProvider clock
) : IEmailComposer
{
    public string Kind => MessageMails.Message;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct)
    {
        var id = notification.OrderId ?? throw new InvalidOperationException($"Notification {notification.Id} names no order.");
        if (
            await messages.FindAsync(MessageMails.ReadMessageId(notification), ct) is not { } message
            || await orders.FindAsync(id, ct) is not { } paid
            || paid.ValidTickets.Count == 0
            || !IsWanted(message, paid.Event)
            || paid.Order.BuyerEmail != notification.Recipient
        )
        {
            return null;
        }

        var stop = message.Topic == MessageTopic.News ? await unsubscribe.CreateAsync(notification.Recipient, ct) : null;
        if (stop is not null && await news.IsUnsubscribedAsync(notification.Recipient, ct))
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
        var buyer = new MessageBuyer(name, BuyerMailText.OrderAndReceipt(paid.Order), link.Url, paid.Seller) { UnsubscribeUrl = stop?.Url };
        var content = new EventMessageText(message, paid.Event, buyer, paid.Venue, notification.CreatedAt);
        return new ComposedEmail(
            name,
            content.Subject,
            content.PlainText,
            await html.RenderAsync<EventMessageHtml, EventMessageText>(content, paid.Venue),
            [],
            stop is null ? [link.Token] : [link.Token, stop.Token]
        )
        {
            UnsubscribeUrl = stop?.OneClickUrl,
        };
    }

    private bool IsWanted(EventMessage message, Event show) =>
        show.Status != EventStatus.Cancelled
        && message.StopReason != MessageStopReason.Staff
        && rules.MayChoose(message.Topic)
        && (message.Timing != MessageTiming.BeforeStart || show.StartsAt > clock.GetUtcNow());
}
