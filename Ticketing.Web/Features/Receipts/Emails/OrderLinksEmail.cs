using Microsoft.Extensions.Options;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Access;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Layout;

namespace Ticketing.Features.Receipts.Emails;

/// <summary>Sends new links to the orders of an address, the next event first.</summary>
internal sealed class OrderLinksEmail(
    OrderQueries orderQueries,
    EventCatalogue catalogue,
    OrderLinks links,
    BuyerNames names,
    MailHtmlRenderer html,
    IOptionsMonitor<SiteOptions> site,
    TimeProvider clock
) : IEmailComposer
{
    // Latest purchases only; older ones have their own mail.
    private const int MaxOrders = 50;

    public string Kind => SendOrderLinks.LinksKind;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct)
    {
        var entries = new List<LinkedOrder>();
        foreach (var (order, concert) in await GetOrdersAsync(notification.Recipient, ct))
        {
            entries.Add(new LinkedOrder(order, concert, await links.CreateAsync(order, ct)));
        }

        // As in the confirmation: the address may have been corrected while the links were created.
        var still = (await orderQueries.GetPaidByEmailAsync(notification.Recipient, MaxOrders, ct)).Select(order => order.Id).ToHashSet();
        entries.RemoveAll(entry => !still.Contains(entry.Order.Id));
        return entries.Count == 0 ? null : await ComposeAsync(entries, ct);
    }

    private async Task<IEnumerable<(Order Order, Event Event)>> GetOrdersAsync(string email, CancellationToken ct)
    {
        var orders = await orderQueries.GetPaidByEmailAsync(email, MaxOrders, ct);
        var events = new Dictionary<Guid, Event>();
        foreach (var id in orders.Select(order => order.EventId).Distinct())
        {
            events[id] = await catalogue.GetAsync(id, ct);
        }

        var now = clock.GetUtcNow();
        var (coming, past) = (
            orders.Where(o => events[o.EventId].EndsOrAssumedEndsAt > now),
            orders.Where(o => events[o.EventId].EndsOrAssumedEndsAt <= now)
        );
        return coming
            .OrderBy(o => events[o.EventId].StartsAt)
            .Concat(past.OrderByDescending(o => events[o.EventId].StartsAt))
            .Select(order => (order, events[order.EventId]));
    }

    private async Task<ComposedEmail> ComposeAsync(List<LinkedOrder> entries, CancellationToken ct)
    {
        var venue = site.CurrentValue;
        var content = new OrderLinksText(entries, venue);
        return new ComposedEmail(
            await names.GetForMailAsync(entries[0].Order, ct),
            content.Subject,
            OrderLinksPlainText.Write(content),
            await html.RenderAsync<OrderLinksHtml, OrderLinksText>(content, venue),
            [],
            [.. entries.Select(entry => entry.Link.Token)]
        );
    }
}
