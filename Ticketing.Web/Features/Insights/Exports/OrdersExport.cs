using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Search;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Paging;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Insights.Exports;

/// <summary>By creation, whatever the status.</summary>
internal sealed class OrdersExport(TicketingDbContext db, OrderSearch search, VenueClock clock) : IExport
{
    private sealed record Row(Order Order, int Tickets, long Refunded, long Discount);

    public string Name => "orders";

    public string Title => T["Orders"];

    public IReadOnlyList<ExportHeading> Headings { get; } =
    [
        "Reference",
        "Receipt",
        "Event",
        "Event date",
        "Ordered",
        "Paid",
        "Status",
        "Channel",
        "Buyer",
        new("Email", ForPrograms: "E-mail"),
        "Phone",
        "Tickets",
        "Face value",
        "Booking fee",
        "Tax rate",
        "Tax",
        "Total",
        "Refunded",
        "Currency",
        "Paid with",
        "Payment reference",
        "Company",
        "Company address",
        "Company tax number",
        "Promo code",
        "Discount",
    ];

    public async Task WriteAsync(ITableWriter sheet, ExportFilter filter, CancellationToken ct)
    {
        var span = clock.GetRange(filter.Period);
        await foreach (
            var page in KeysetPaging.ReadPagesAsync(
                span.From,
                place => ReadAsync(filter, span, place, ct),
                row => new KeysetPosition(row.Order.CreatedAt, row.Order.Id),
                ct
            )
        )
        {
            var events = await db.GetEventNamesAsync(page.Select(row => row.Order.EventId), ct);
            foreach (var row in page)
            {
                await WriteAsync(sheet, row, events[row.Order.EventId], filter, ct);
            }

            await sheet.FlushAsync(ct);
        }
    }

    private async Task<List<Row>> ReadAsync(ExportFilter filter, InstantRange span, KeysetPosition place, CancellationToken ct)
    {
        var (at, id) = place;
        var matching = filter.Orders is { } listed ? await search.MatchingAsync(listed, ct) : db.Set<Order>().AsNoTracking();
        if (matching is null)
        {
            return [];
        }

        var orders = matching.Where(o => o.CreatedAt >= at && o.CreatedAt < span.Until && (o.CreatedAt > at || o.Id.CompareTo(id) > 0));
        orders = filter.EventId is { } one ? orders.Where(o => o.EventId == one) : orders;
        return await orders
            .OrderBy(o => o.CreatedAt)
            .ThenBy(o => o.Id)
            .Take(KeysetPaging.PageSize)
            .Select(o => new Row(
                o,
                o.Lines.Sum(l => l.Quantity),
                db.Set<Refund>().Where(r => r.OrderId == o.Id).Sum(r => r.Amount),
                o.Lines.Sum(l => l.UnitDiscount * l.Quantity)
            ))
            .ToListAsync(ct);
    }

    private ValueTask WriteAsync(ITableWriter sheet, Row row, EventName @event, ExportFilter filter, CancellationToken ct)
    {
        var order = row.Order;
        return sheet
            .Text(order.Reference)
            .Text(order.ReceiptLabel)
            .Text(@event.Title)
            .Instant(@event.StartsAt)
            .Instant(clock.ToLocal(order.CreatedAt))
            .Instant(order.PaidAt is { } paid ? clock.ToLocal(paid) : null)
            .Text(ExportText.Status(order, row.Refunded, filter))
            .Text(ExportText.Channel(order.Channel, filter))
            .Text(order.BuyerName)
            .Text(order.BuyerEmail)
            .Phone(order.BuyerPhone)
            .Number(row.Tickets)
            .Amount(order.FaceValue, order.Currency)
            .Amount(order.BookingFee, order.Currency)
            .Rate(order.TaxRatePercent)
            .Amount(order.Tax, order.Currency)
            .Amount(order.Total, order.Currency)
            .Amount(row.Refunded, order.Currency)
            .Text(order.Currency)
            .Text(order.PaidWith)
            .Text(order.PaymentReference)
            .Text(order.CompanyName)
            .Text(order.CompanyAddress)
            .Text(order.CompanyTaxNumber)
            .Text(order.PromoCode)
            .Amount(row.Discount, order.Currency)
            .EndRowAsync(ct);
    }
}
