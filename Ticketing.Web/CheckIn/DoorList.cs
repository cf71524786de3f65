using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Orders;
using Ticketing.Orders.Search;
using Ticketing.Tickets;

namespace Ticketing.CheckIn;

/// <param name="IsCut">More orders match than are returned.</param>
public sealed record DoorTickets(IReadOnlyList<DoorTicket> Tickets, bool IsCut);

/// <summary>Finds tickets for people who have no code at hand.</summary>
public sealed class DoorList(TicketingDbContext db, OrderSearch search, DoorBook book)
{
    /// <param name="text">As in the order search.</param>
    public async Task<DoorTickets> FindAsync(Guid eventId, string text, CancellationToken ct)
    {
        var paid = await PageAsync(eventId, text, OrderStatus.Paid, ct);
        var refunded = await PageAsync(eventId, text, OrderStatus.Refunded, ct);
        var orders = paid.Rows.Concat(refunded.Rows).Select(row => row.Id).ToList();
        var ids = await db.Set<Ticket>().Where(t => orders.Contains(t.OrderId)).Select(t => t.Id).ToListAsync(ct);
        var tickets = await book.TicketsAsync(ids, ct);
        return new DoorTickets(
            [.. tickets.Values.Select(t => t.Ticket).OrderBy(t => t.Status).ThenBy(t => t.BuyerName, StringComparer.InvariantCultureIgnoreCase).ThenBy(t => t.Reference, StringComparer.Ordinal).ThenBy(t => t.Number)],
            paid.Older is not null || refunded.Older is not null);
    }

    private Task<OrderPage> PageAsync(Guid eventId, string text, OrderStatus status, CancellationToken ct) =>
        search.PageAsync(new OrderFilter(text, eventId, status), place: null, ct);
}
