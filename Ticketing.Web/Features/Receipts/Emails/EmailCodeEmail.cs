using Microsoft.Extensions.Options;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.EmailChanges;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Delivery;

namespace Ticketing.Features.Receipts.Emails;

/// <summary>Sends the code that changes an order's address.</summary>
internal sealed class EmailCodeEmail(
    OrderEmailCodes codes,
    OrderQueries orderQueries,
    EventCatalogue catalogue,
    OrderNoticeWriter writer,
    MailRenderMode mode,
    IOptionsMonitor<SiteOptions> site
) : IEmailComposer
{
    public string Kind => OrderEmailCodes.Kind;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct)
    {
        var id = notification.OrderId ?? throw new InvalidOperationException($"Notification {notification.Id} names no order.");
        var order = await orderQueries.GetAsync(id, ct);
        if (
            order.BuyerEmail != notification.Recipient
            || (mode.IsPreview ? Redaction.Mask : await codes.CreateAsync(id, ct)) is not { } code
        )
        {
            return null;
        }

        var content = new OrderNoticeText(
            T["Code to change your email address"],
            [
                T[
                    "Your code is {0}. Enter it within {1} minutes on the page where you asked for it.",
                    code,
                    (int)OrderEmailCodes.Lifetime.TotalMinutes
                ],
                T["Didn’t request this? Someone else may be able to open your order. Don’t share the code, and let us know."],
            ],
            ButtonLabel: null,
            Url: ""
        )
        {
            Order = order,
            Event = await catalogue.GetAsync(order.EventId, ct),
            Venue = site.CurrentValue,
        };
        return await writer.WriteAsync(content, code);
    }
}
