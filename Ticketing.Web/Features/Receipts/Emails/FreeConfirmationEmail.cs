using Microsoft.Extensions.Options;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.FreeTickets;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Layout;

namespace Ticketing.Features.Receipts.Emails;

/// <summary>Asks the buyer of a free order to confirm it.</summary>
internal sealed class FreeConfirmationEmail(
    OrderQueries orderQueries,
    EventCatalogue catalogue,
    OrderLinks links,
    MailHtmlRenderer html,
    IOptionsMonitor<SiteOptions> site
) : IEmailComposer
{
    public string Kind => RequestFreeConfirmation.Kind;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct)
    {
        var id = notification.OrderId ?? throw new InvalidOperationException($"Notification {notification.Id} names no order.");
        var order = await orderQueries.GetAsync(id, ct);
        if (order.Status != OrderStatus.Pending || order.BuyerEmail != notification.Recipient)
        {
            return null;
        }

        var link = await links.CreateAsync(order, ct, "/confirm");

        // As in the confirmation: the address may have been corrected while the link was created.
        if ((await orderQueries.GetAsync(id, ct)).BuyerEmail != notification.Recipient)
        {
            return null;
        }

        var venue = site.CurrentValue;
        var content = new FreeConfirmationText(order, await catalogue.GetAsync(order.EventId, ct), link.Url, venue, notification.CreatedAt);
        return new ComposedEmail(
            RecipientName: "",
            content.Subject,
            FreeConfirmationPlainText.Write(content, venue),
            await html.RenderAsync<FreeConfirmationHtml, FreeConfirmationText>(content, venue),
            [],
            [link.Token]
        );
    }
}
