using System.Text;
using Ticketing.Events;
using Ticketing.Notifications;
using Ticketing.Orders;

namespace Ticketing.Receipts;

/// <summary>The mail after the sale: the facts, the way to the order, and all papers.</summary>
internal sealed class OrderConfirmationEmail(
    PaidOrders orders, OrderBook book, OrderDocuments documents, OrderLinks links, EventCalendar calendar) : IEmailComposer
{
    public string Kind => ConfirmOrder.ConfirmationKind;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct)
    {
        var id = notification.OrderId ?? throw new InvalidOperationException($"Notification {notification.Id} names no order.");
        if (await orders.FindAsync(id, ct) is not { } paid || paid.Order.BuyerEmail != notification.Recipient)
        {
            return null;
        }

        var link = await links.MintAsync(paid.Order, ct);

        // Correcting an address ends the links minted before it; one that was corrected in between is seen only now.
        if ((await book.GetAsync(id, ct)).BuyerEmail != notification.Recipient)
        {
            return null;
        }

        var words = new ConfirmationWords(paid);
        return new ComposedEmail(
            OneLine.Of(paid.Order.BuyerName), words.Subject, ConfirmationText.Write(words, link.Url), ConfirmationHtml.Write(words, link.Url, paid.Venue),
            await AttachmentsAsync(paid, ct), [link.Token]);
    }

    private async Task<IReadOnlyList<EmailAttachment>> AttachmentsAsync(PaidOrder paid, CancellationToken ct)
    {
        var papers = new[] { await documents.TicketsAsync(paid, ct), OrderDocuments.Receipt(paid) };
        var entry = new EmailAttachment(
            $"{paid.Event.Slug}.ics", "text/calendar; charset=utf-8; method=PUBLISH", Encoding.UTF8.GetBytes(calendar.Write(paid.Event)));
        return [.. papers.OfType<OrderDocument>().Select(paper => new EmailAttachment(paper.FileName, OrderDocument.MediaType, paper.Content)), entry];
    }
}
