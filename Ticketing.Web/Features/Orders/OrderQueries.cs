using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Orders;

public sealed class OrderQueries(TicketingDbContext db)
{
    public Task<Order?> FindAsync(string reference, CancellationToken ct) =>
        WithLines.FirstOrDefaultAsync(o => o.Reference == reference, ct);

    public Task<Order?> FindByHoldAsync(Guid holdId, CancellationToken ct) => WithLines.FirstOrDefaultAsync(o => o.HoldId == holdId, ct);

    public Task<Order> GetAsync(Guid id, CancellationToken ct) => WithLines.SingleAsync(o => o.Id == id, ct);

    /// <summary>By number; empty before payment.</summary>
    public async Task<IReadOnlyList<Ticket>> GetTicketsAsync(Guid orderId, CancellationToken ct) =>
        await db.Set<Ticket>().AsNoTracking().Where(t => t.OrderId == orderId).OrderBy(t => t.Number).ToListAsync(ct);

    /// <summary>Including refunded ones; latest first.</summary>
    public async Task<IReadOnlyList<Order>> GetPaidByEmailAsync(string email, int limit, CancellationToken ct) =>
        await WithLines
            .Where(o => o.BuyerEmailKey == Order.ToEmailKey(email) && (o.Status == OrderStatus.Paid || o.Status == OrderStatus.Refunded))
            .OrderByDescending(o => o.CreatedAt)
            .Take(limit)
            .ToListAsync(ct);

    private IQueryable<Order> WithLines => db.Set<Order>().AsNoTracking().Include(o => o.Lines.OrderBy(l => l.Position));
}
