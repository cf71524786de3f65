using Microsoft.Extensions.Options;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Events.Posters;
using Ticketing.Features.Orders;
using Ticketing.Features.Receipts.Printing;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.Receipts;

internal sealed class PaidOrderQueries(
    OrderQueries orderQueries,
    EventCatalogue catalogue,
    PosterStore posters,
    Pricing pricing,
    IOptionsMonitor<SiteOptions> site
)
{
    /// <returns>Null if the order is not paid.</returns>
    public async Task<PaidOrder?> FindAsync(Guid orderId, CancellationToken ct)
    {
        var (order, venue) = (await orderQueries.GetAsync(orderId, ct), site.CurrentValue);
        return order.WasSold
            ? new PaidOrder(
                order,
                await catalogue.GetAsync(order.EventId, ct),
                await orderQueries.GetTicketsAsync(orderId, ct),
                venue,
                await PrintLogo.ReadAsync(posters, venue, ct)
            )
            {
                TaxName = pricing.TaxName,
            }
            : null;
    }
}
