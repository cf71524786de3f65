using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Search;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Paging;

namespace Ticketing.Features.CheckIn;

/// <param name="IsTruncated">More orders match than are returned.</param>
public sealed record CheckInSearchResult(IReadOnlyList<CheckInTicket> Tickets, bool IsTruncated);

/// <summary>Finds tickets for people who have no code at hand.</summary>
public sealed class CheckInSearch(TicketingDbContext db, OrderSearch search, ScanQueries scans)
{
    /// <param name="text">As in the order search.</param>
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
            paid.Older is not null || refunded.Older is not null
        );
    }

    private Task<KeysetPage<OrderListItem>> GetPageAsync(Guid eventId, string text, OrderStatus status, CancellationToken ct) =>
        search.GetPageAsync(new OrderFilter(text, eventId, status), place: null, ct);
}
