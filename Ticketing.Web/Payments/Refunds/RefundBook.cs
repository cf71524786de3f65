using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Orders;

namespace Ticketing.Payments.Refunds;

/// <param name="Reference">The order's.</param>
public sealed record ListedRefund(Refund Refund, string Reference, string BuyerName);

/// <summary>Finds refunds; read only.</summary>
public sealed class RefundBook(TicketingDbContext db)
{
    public Task<Refund?> FindAsync(Guid id, CancellationToken ct) => WithLines.FirstOrDefaultAsync(r => r.Id == id, ct);

    /// <summary>The oldest first.</summary>
    public async Task<IReadOnlyList<Refund>> OfOrderAsync(Guid orderId, CancellationToken ct) =>
        await WithLines.Where(r => r.OrderId == orderId).OrderBy(r => r.RequestedAt).ThenBy(r => r.Id).ToListAsync(ct);

    /// <summary>Whether the order was paid online, so that its money can go back the same way.</summary>
    public Task<bool> IsPaidOnlineAsync(Guid orderId, CancellationToken ct) =>
        db.Set<Payment>().AnyAsync(p => p.OrderId == orderId && p.Status == PaymentStatus.Paid, ct);

    /// <summary>The latest first.</summary>
    /// <param name="status">Null: all.</param>
    public async Task<IReadOnlyList<ListedRefund>> ListAsync(RefundStatus? status, int skip, int most, CancellationToken ct)
    {
        var rows =
            from refund in db.Set<Refund>().AsNoTracking().Where(r => status == null || r.Status == status)
                .OrderByDescending(r => r.RequestedAt).ThenByDescending(r => r.Id).Skip(skip).Take(most)
            join order in db.Set<Order>().AsNoTracking() on refund.OrderId equals order.Id
            orderby refund.RequestedAt descending, refund.Id descending
            select new ListedRefund(refund, order.Reference, order.BuyerName);
        return await rows.ToListAsync(ct);
    }

    public Task<int> CountAsync(RefundStatus status, CancellationToken ct) => db.Set<Refund>().CountAsync(r => r.Status == status, ct);

    private IQueryable<Refund> WithLines => db.Set<Refund>().AsNoTracking().Include(r => r.Lines.OrderBy(l => l.Number));
}
