using Microsoft.Extensions.Options;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Receipts.Emails;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.Receipts;

internal sealed class RefundedOrderQueries(
    OrderQueries orderQueries,
    EventCatalogue catalogue,
    OrderLinks links,
    BuyerNames names,
    IOptionsMonitor<SiteOptions> site
)
{
    public async Task<RefundedOrder> GetAsync(Refund refund, CancellationToken ct)
    {
        var order = await orderQueries.GetAsync(refund.OrderId, ct);
        return new RefundedOrder(
            refund,
            order,
            await catalogue.GetAsync(order.EventId, ct),
            await orderQueries.GetTicketsAsync(order.Id, ct),
            site.CurrentValue
        )
        {
            BuyerName = await names.GetForMailAsync(order, ct),
        };
    }

    /// <returns>Null if the buyer's address was corrected meanwhile: a stranger may own the mailbox.</returns>
    public async Task<OrderLink?> CreateLinkAsync(RefundedOrder refunded, string recipient, CancellationToken ct)
    {
        if (refunded.Order.BuyerEmail != recipient)
        {
            return null;
        }

        var link = await links.CreateAsync(refunded.Order, ct);
        return (await orderQueries.GetAsync(refunded.Order.Id, ct)).BuyerEmail == recipient ? link : null;
    }
}
