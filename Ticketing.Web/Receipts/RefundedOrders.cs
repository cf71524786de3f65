using Microsoft.Extensions.Options;
using Ticketing.Events;
using Ticketing.Orders;
using Ticketing.Payments.Refunds;
using Ticketing.Settings;

namespace Ticketing.Receipts;

internal sealed class RefundedOrders(OrderBook book, Catalogue catalogue, OrderLinks links, IOptionsMonitor<SiteOptions> site)
{
    public async Task<RefundedOrder> GetAsync(Refund refund, CancellationToken ct)
    {
        var order = await book.GetAsync(refund.OrderId, ct);
        return new RefundedOrder(
            refund, order, await catalogue.GetAsync(order.EventId, ct), await book.TicketsAsync(order.Id, ct), site.CurrentValue);
    }

    /// <returns>Null if the buyer's address was corrected meanwhile: a stranger may own the mailbox.</returns>
    public async Task<OrderLink?> LinkAsync(RefundedOrder refunded, string recipient, CancellationToken ct)
    {
        if (refunded.Order.BuyerEmail != recipient)
        {
            return null;
        }

        var link = await links.MintAsync(refunded.Order, ct);
        return (await book.GetAsync(refunded.Order.Id, ct)).BuyerEmail == recipient ? link : null;
    }
}
