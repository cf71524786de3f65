using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Search;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Paging;

namespace Ticketing.Features.CheckIn;

/// <param name="IsTruncated">More orders match than are returned.</param>
/// <param name="Elsewhere">Of other events, latest first; only looked for if this event has none.</param>
public sealed record CheckInSearchResult(
    IReadOnlyList<CheckInTicket> Tickets,
    bool IsTruncated,
    IReadOnlyList<OrderOfOtherEvent> Elsewhere
);

public sealed record OrderOfOtherEvent(OrderListItem Order, Event Event);

/// <summary>Finds tickets for people who have no code at hand.</summary>
public sealed class CheckInSearch(TicketingDbContext db, OrderSearch search, ScanQueries scans)
{
    private const int MaxElsewhere = 5;

    /// <param name="text">As in the order search, but no words of an event's title.</param>
    public async Task<CheckInSearchResult> SearchAsync(Guid eventId, string text, CancellationToken ct)
    {
        var paid = await GetPageAsync(eventId, text, OrderStatus.Paid, ct);
        var refunded = await GetPageAsync(eventId, text, OrderStatus.Refunded, ct);
        var orders = paid.Rows.Concat(refunded.Rows).Select(row => row.Id).ToList();
        var ids = await db.Set<Ticket>().Where(t => orders.Contains(t.OrderId)).Select(t => t.Id).ToListAsync(ct);
        var tickets = await scans.GetTicketsAsync(ids, ct);
        return new CheckInSearchResult(
            [
                .. tickets
                    .Values.Select(t => t.Ticket)
                    .OrderBy(t => t.Status)
                    .ThenBy(t => t.BuyerName, StringComparer.InvariantCultureIgnoreCase)
                    .ThenBy(t => t.Reference, StringComparer.Ordinal)
                    .ThenBy(t => t.Number),
            ],
            paid.Older is not null || refunded.Older is not null,
            tickets.Count == 0 ? await FindElsewhereAsync(text, ct) : []
        );
    }

    private async Task<IReadOnlyList<OrderOfOtherEvent>> FindElsewhereAsync(string text, CancellationToken ct)
    {
        var filter = new OrderFilter(text, Status: OrderStatus.Paid) { IncludesTitles = false };
        var found = await search.GetPageAsync(filter, place: null, MaxElsewhere, ct);
        var ids = found.Rows.Select(row => row.EventId).ToList();
        var events = await db.Set<Event>().AsNoTracking().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, ct);
        return [.. found.Rows.Select(row => new OrderOfOtherEvent(row, events[row.EventId]))];
    }

    private Task<KeysetPage<OrderListItem>> GetPageAsync(Guid eventId, string text, OrderStatus status, CancellationToken ct) =>
        search.GetPageAsync(new OrderFilter(text, eventId, status) { IncludesTitles = false }, place: null, ct);
}
