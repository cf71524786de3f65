using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Paging;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Insights.Exports;

/// <summary>Tickets of orders sold in the period, void ones included.</summary>
internal sealed class AttendeesExport(TicketingDbContext db, VenueClock clock) : IExport
{
    private sealed record SoldOrder(Guid Id, DateTimeOffset PaidAt, string Reference, string BuyerEmail, Guid EventId);

    public string Name => "attendees";

    public string Title => T["Attendees"];

    public IReadOnlyList<ExportHeading> Headings { get; } =
    [
        "Order",
        "Ticket",
        "Attendee",
        "Category",
        "Event",
        "Event date",
        "Status",
        "Checked in",
        new("Buyer's email", ForPrograms: "Buyer's e-mail"),
    ];

    public async Task WriteAsync(ITableWriter sheet, ExportFilter filter, CancellationToken ct)
    {
        var span = clock.GetRange(filter.Period);
        await foreach (
            var page in KeysetPaging.ReadPagesAsync(
                span.From,
                place => ReadAsync(filter.EventId, span, place, ct),
                sale => new KeysetPosition(sale.PaidAt, sale.Id),
                ct
            )
        )
        {
            var events = await db.GetEventNamesAsync(page.Select(sale => sale.EventId), ct);
            var ids = page.Select(sale => sale.Id).ToList();
            var tickets = (
                await db.Set<Ticket>()
                    .AsNoTracking()
                    .Where(t => ids.Contains(t.OrderId))
                    .OrderBy(t => t.OrderId)
                    .ThenBy(t => t.Number)
                    .ToListAsync(ct)
            ).ToLookup(t => t.OrderId);
            foreach (var sale in page)
            {
                foreach (var ticket in tickets[sale.Id])
                {
                    await WriteAsync(sheet, sale, ticket, events[sale.EventId], ct);
                }
            }

            await sheet.FlushAsync(ct);
        }
    }

    private Task<List<SoldOrder>> ReadAsync(Guid? eventId, InstantRange span, KeysetPosition place, CancellationToken ct)
    {
        var (at, id) = place;
        var sold = db.SoldIn(span).Where(o => o.PaidAt >= at && (o.PaidAt > at || o.Id.CompareTo(id) > 0));
        sold = eventId is { } one ? sold.Where(o => o.EventId == one) : sold;
        return sold.OrderBy(o => o.PaidAt)
            .ThenBy(o => o.Id)
            .Take(KeysetPaging.PageSize)
            .Select(o => new SoldOrder(o.Id, o.PaidAt!.Value, o.Reference, o.BuyerEmail, o.EventId))
            .ToListAsync(ct);
    }

    private ValueTask WriteAsync(ITableWriter sheet, SoldOrder sale, Ticket ticket, EventName @event, CancellationToken ct) =>
        sheet
            .Text(sale.Reference)
            .Number(ticket.Number)
            .Text(ticket.Attendee)
            .Text(ticket.Category)
            .Text(@event.Title)
            .Instant(@event.StartsAt)
            .Text(ticket.Status.ToString())
            .Instant(ticket.CheckedInAt is { } came ? clock.ToLocal(came) : null)
            .Text(sale.BuyerEmail)
            .EndRowAsync(ct);
}
