using Microsoft.Extensions.Options;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Reconciliation;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Receipts.Emails;

/// <summary>Sent if staff void the tickets of an order whose money went back outside this program.</summary>
internal sealed class TicketsVoidedEmail(
    OrderQueries orderQueries,
    EventCatalogue catalogue,
    OrderNoticeWriter writer,
    IOptionsMonitor<SiteOptions> site
) : IEmailComposer
{
    public string Kind => VoidRefundedTickets.NoticeKind;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct)
    {
        var id = notification.OrderId ?? throw new InvalidOperationException($"Notification {notification.Id} names no order.");
        var order = await orderQueries.GetAsync(id, ct);
        return order.BuyerEmail == notification.Recipient
            ? await writer.WriteAsync(Describe(order, await catalogue.GetAsync(order.EventId, ct)))
            : null;
    }

    private OrderNoticeText Describe(Order order, Event concert)
    {
        var count = order.Lines.Sum(line => line.Quantity);
        return new OrderNoticeText(
            T.Plural(count, "Your ticket is no longer valid", "Your {0} tickets are no longer valid"),
            [
                T.Plural(
                    count,
                    "Your payment was returned to you, so your ticket is no longer valid and won’t be accepted at the door.",
                    "Your payment was returned to you, so your {0} tickets are no longer valid and won’t be accepted at the door."
                ),
            ],
            ButtonLabel: null,
            Url: ""
        )
        {
            Order = order,
            Event = concert,
            Venue = site.CurrentValue,
        };
    }
}
