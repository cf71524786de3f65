using Microsoft.Extensions.Options;
using Ticketing.Events;
using Ticketing.Events.Posters;
using Ticketing.Orders;
using Ticketing.Settings;

namespace Ticketing.Receipts;

internal sealed class PaidOrders(OrderBook book, Catalogue catalogue, PosterShelf shelf, IOptionsMonitor<SiteOptions> site)
{
    /// <returns>Null if the order is not paid.</returns>
    public async Task<PaidOrder?> FindAsync(Guid orderId, CancellationToken ct)
    {
        var (order, venue) = (await book.GetAsync(orderId, ct), site.CurrentValue);
        return order.WasSold
            ? new PaidOrder(order, await catalogue.GetAsync(order.EventId, ct), await book.TicketsAsync(orderId, ct), venue, await PaperLogo.ReadAsync(shelf, venue, ct))
            : null;
    }
}
