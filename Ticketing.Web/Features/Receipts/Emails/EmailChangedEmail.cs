using Microsoft.Extensions.Options;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.EmailChanges;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Delivery;

namespace Ticketing.Features.Receipts.Emails;

/// <summary>Tells the old address that an order's mail goes elsewhere now. It does not name the new address.</summary>
internal sealed class EmailChangedEmail(
    OrderEmailChanges changes,
    OrderQueries orderQueries,
    EventCatalogue catalogue,
    OrderNoticeWriter writer,
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
            "Email address changed",
            GetParagraphs(change),
            change.CanUndo ? "Undo the change" : null,
            new Uri(new Uri(site.CurrentValue.PublicBaseUrl), $"/orders/{order.Reference}/undo-email?token={token}").AbsoluteUri
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
            "Tickets and messages for this order now go to another email address. Links in earlier emails no longer work.",
            change.CanUndo
                ? "Was that you? Then there is nothing to do. If not, undo the change within 24 hours."
                : "If you never bought tickets from us, somebody mistyped their address, and you can ignore this email.",
        ];
}
