using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Payments.Disputes;

/// <param name="OrderReference">The order's.</param>
/// <param name="SuspendedTickets">Included in <paramref name="ValidTickets"/>.</param>
public sealed record ListedDispute(Dispute Dispute, string OrderReference, string BuyerName, int ValidTickets, int SuspendedTickets);

public sealed class DisputeQueries(TicketingDbContext db)
{
    /// <summary>Open ones first, by urgency; then closed ones, newest first.</summary>
    public async Task<IReadOnlyList<ListedDispute>> ListAsync(int limit, CancellationToken ct)
    {
        var waiting = await ListedAsync(
            WithStatus(DisputeStatus.NeedsResponse).OrderBy(d => d.RespondBy).ThenBy(d => d.OpenedAt),
            limit,
            ct
        );
        var deciding = await ListedAsync(WithStatus(DisputeStatus.UnderReview).OrderBy(d => d.OpenedAt), limit - waiting.Count, ct);
        var ended = db.Set<Dispute>()
            .Where(d => d.Status == DisputeStatus.Won || d.Status == DisputeStatus.Lost)
            .OrderByDescending(d => d.UpdatedAt);
        return [.. waiting, .. deciding, .. await ListedAsync(ended, limit - waiting.Count - deciding.Count, ct)];
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<Dispute>> GetForOrderAsync(Guid orderId, CancellationToken ct) =>
        await db.Set<Dispute>().AsNoTracking().Where(d => d.OrderId == orderId).OrderByDescending(d => d.OpenedAt).ToListAsync(ct);

    /// <summary>The buyer's bank has the money or may take it: a refund too would pay the buyer twice.</summary>
    public Task<bool> IsDisputedAsync(Guid orderId, CancellationToken ct) =>
        db.Set<Dispute>().AnyAsync(d => d.OrderId == orderId && d.Status != DisputeStatus.Won, ct);

    private IQueryable<Dispute> WithStatus(DisputeStatus status) => db.Set<Dispute>().Where(d => d.Status == status);

    private async Task<List<ListedDispute>> ListedAsync(IOrderedQueryable<Dispute> query, int limit, CancellationToken ct)
    {
        var valid = db.Set<Ticket>().Where(t => t.Status == TicketStatus.Valid);
        var found = await query.AsNoTracking().Take(limit).ToListAsync(ct);
        var ids = found.Select(d => d.OrderId).ToList();
        var orders = await db.Set<Order>()
            .Where(o => ids.Contains(o.Id))
            .Select(o => new
            {
                o.Id,
                o.Reference,
                o.BuyerName,
                Valid = valid.Count(t => t.OrderId == o.Id),
                Suspended = valid.Count(t => t.OrderId == o.Id && t.SuspendedAt != null),
            })
            .ToDictionaryAsync(o => o.Id, ct);
        return
        [
            .. found
                .Select(d => (Dispute: d, Order: orders[d.OrderId]))
                .Select(each => new ListedDispute(
                    each.Dispute,
                    each.Order.Reference,
                    each.Order.BuyerName,
                    each.Order.Valid,
                    each.Order.Suspended
                )),
        ];
    }
}
