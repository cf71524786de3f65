using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Tickets;

namespace Ticketing.Orders;

/// <summary>Finds orders; read only.</summary>
public sealed class OrderBook(TicketingDbContext db)
{
    public Task<Order?> FindAsync(string reference, CancellationToken ct) =>
        WithLines.FirstOrDefaultAsync(o => o.Reference == reference, ct);

    public Task<Order?> FindByHoldAsync(Guid holdId, CancellationToken ct) =>
        WithLines.FirstOrDefaultAsync(o => o.HoldId == holdId, ct);

    public Task<Order> GetAsync(Guid id, CancellationToken ct) => WithLines.SingleAsync(o => o.Id == id, ct);

    /// <summary>The tickets of an order by their number; none before it is paid.</summary>
    public async Task<IReadOnlyList<Ticket>> TicketsAsync(Guid orderId, CancellationToken ct) =>
        await db.Set<Ticket>().AsNoTracking().Where(t => t.OrderId == orderId).OrderBy(t => t.Number).ToListAsync(ct);

    /// <summary>The paid orders of an address, refunded ones too, the latest first.</summary>
    public async Task<IReadOnlyList<Order>> PaidByEmailAsync(string email, int most, CancellationToken ct) =>
        await WithLines.Where(o => o.BuyerEmailKey == Order.KeyOf(email) && (o.Status == OrderStatus.Paid || o.Status == OrderStatus.Refunded))
            .OrderByDescending(o => o.CreatedAt).Take(most).ToListAsync(ct);

    private IQueryable<Order> WithLines => db.Set<Order>().AsNoTracking().Include(o => o.Lines.OrderBy(l => l.Position));
}
