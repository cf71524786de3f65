using Microsoft.Extensions.Options;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Events.Posters;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Receipts.Printing;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.Receipts;

internal sealed class PaidOrderQueries(
    OrderQueries orderQueries,
    EventCatalogue catalogue,
    RefundQueries refunds,
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
                Refunds = await GetRefundsAsync(orderId, ct),
                TaxName = pricing.TaxName,
            }
            : null;
    }

    // A second payment for the same order is no part of the sale.
    private async Task<IReadOnlyList<Refund>> GetRefundsAsync(Guid orderId, CancellationToken ct) =>
        [
            .. (await refunds.GetForOrderAsync(orderId, ct))
                .Where(r => r is { Amount: > 0, Cause: not RefundCause.PaidTooLate })
                .Where(r => r.Status == RefundStatus.Succeeded || r.CreditNoteNumber is not null)
                .OrderBy(r => r.CreditNoteNumber ?? 0),
        ];
}
