using Microsoft.Extensions.Options;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Layout;

namespace Ticketing.Features.Receipts.Emails;

/// <summary>Sent if the bank finally refuses a delayed payment.</summary>
internal sealed class PaymentFailedEmail(
    OrderQueries orderQueries,
    EventCatalogue catalogue,
    BuyerNames names,
    BuyerLinks links,
    MailHtmlRenderer html,
    IOptionsMonitor<SiteOptions> site
) : IEmailComposer
{
    public string Kind => SettlePayment.FailureNoticeKind;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct)
    {
        var id = notification.OrderId ?? throw new InvalidOperationException($"Notification {notification.Id} names no order.");
        var order = await orderQueries.GetAsync(id, ct);

        // Paid in another way meanwhile, or the address was corrected: nothing to say, or nobody to tell.
        return order.WasSold || order.BuyerEmail != notification.Recipient
            ? null
            : await ComposeAsync(
                order,
                await catalogue.GetAsync(order.EventId, ct),
                await names.GetForMailAsync(order, ct),
                notification.CreatedAt
            );
    }

    private async Task<ComposedEmail> ComposeAsync(Order order, Event concert, string name, DateTimeOffset asOf)
    {
        var venue = site.CurrentValue;
        var content = new PaymentFailedText(order, concert, venue, name, links.GetUrl($"/events/{concert.Slug}"), asOf);
        return new ComposedEmail(
            name,
            content.Subject,
            PaymentFailedPlainText.Write(content, venue),
            await html.RenderAsync<PaymentFailedHtml, PaymentFailedText>(content, venue),
            [],
            []
        );
    }
}
