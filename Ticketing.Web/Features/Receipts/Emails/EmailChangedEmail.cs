using Microsoft.Extensions.Options;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.EmailChanges;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Delivery;

namespace Ticketing.Features.Receipts.Emails;

/// <summary>Tells the old address that an order's mail goes elsewhere now. It does not name the new address.</summary>
internal sealed class EmailChangedEmail(
    OrderEmailChanges changes,
    OrderQueries orderQueries,
    EventCatalogue catalogue,
    OrderNoticeWriter writer,
    BuyerLinks links,
    MailRenderMode mode,
    IOptionsMonitor<SiteOptions> site
) : IEmailComposer
{
    public string Kind => OrderEmailChanges.NoticeKind;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct)
    {
        if (await changes.FindForNoticeAsync(notification.DedupeKey, ct) is not { } change)
        {
            return null;
        }

        var order = await orderQueries.GetAsync(change.OrderId, ct);
        var token =
            !change.CanUndo ? ""
            : mode.IsPreview ? Redaction.Mask
            : await changes.CreateUndoTokenAsync(change, ct);
        var content = new OrderNoticeText(
            T["Email address changed"],
            GetParagraphs(change),
            change.CanUndo ? T["Undo the change"] : null,
            links.GetUrl($"/orders/{order.Reference}/undo-email?token={token}")
        )
        {
            Order = order,
            Event = await catalogue.GetAsync(order.EventId, ct),
            Venue = site.CurrentValue,
        };
        return await writer.WriteAsync(content, change.CanUndo ? [token] : []);
    }

    private static IReadOnlyList<string> GetParagraphs(OrderEmailChange change) =>
        [
            T["Tickets and emails for this order now go to another email address. Links in earlier emails no longer work."],
            change.CanUndo
                ? T["If that was you, there’s nothing to do. If not, undo the change within 24 hours."]
                : T["If you never bought tickets from us, someone mistyped their address, and you can ignore this email."],
        ];
}
