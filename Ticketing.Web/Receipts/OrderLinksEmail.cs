using Microsoft.Extensions.Options;
using Ticketing.Events;
using Ticketing.Notifications;
using Ticketing.Orders;
using Ticketing.Settings;

namespace Ticketing.Receipts;

/// <summary>New links to an address's orders, the next concert first.</summary>
internal sealed class OrderLinksEmail(
    OrderBook book, Catalogue catalogue, OrderLinks links, IOptionsMonitor<SiteOptions> site, TimeProvider clock) : IEmailComposer
{
    public const int MostOrders = 10;

    // Latest purchases only; older ones have their own mail.
    private const int MostSearched = 50;

    public string Kind => FindOrders.LinksKind;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct)
    {
        var entries = new List<LinkedOrder>();
        foreach (var (order, concert) in await ListedAsync(notification.Recipient, ct))
        {
            entries.Add(new LinkedOrder(order, concert, await links.MintAsync(order, ct)));
        }

        // As in the confirmation: the address may have been corrected while the links were created.
        var still = (await book.PaidByEmailAsync(notification.Recipient, MostSearched, ct)).Select(order => order.Id).ToHashSet();
        entries.RemoveAll(entry => !still.Contains(entry.Order.Id));
        return entries.Count == 0 ? null : Compose(entries);
    }

    private async Task<IEnumerable<(Order Order, Event Event)>> ListedAsync(string email, CancellationToken ct)
    {
        var orders = await book.PaidByEmailAsync(email, MostSearched, ct);
        var events = new Dictionary<Guid, Event>();
        foreach (var id in orders.Select(order => order.EventId).Distinct())
        {
            events[id] = await catalogue.GetAsync(id, ct);
        }

        var now = clock.GetUtcNow();
        var (coming, past) = (orders.Where(o => events[o.EventId].EndsOrAssumedEndsAt > now), orders.Where(o => events[o.EventId].EndsOrAssumedEndsAt <= now));
        return coming.OrderBy(o => events[o.EventId].StartsAt).Concat(past.OrderByDescending(o => events[o.EventId].StartsAt))
            .Take(MostOrders).Select(order => (order, events[order.EventId]));
    }

    private ComposedEmail Compose(List<LinkedOrder> entries)
    {
        var venue = site.CurrentValue;
        return new ComposedEmail(
            OneLine.Of(entries[0].Order.BuyerName),
            $"Your {(entries.Count == 1 ? "order" : "orders")} at {OneLine.Of(venue.VenueName)}",
            LinksWords.Text(entries, venue),
            LinksWords.Html(entries, venue),
            [],
            [.. entries.Select(entry => entry.Link.Token)]);
    }
}

internal sealed record LinkedOrder(Order Order, Event Event, OrderLink Link);
