using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Orders;
using Ticketing.Tickets;

namespace Ticketing.Payments.Disputes;

/// <param name="Reference">The order's.</param>
/// <param name="Suspended">Included in <paramref name="Valid"/>.</param>
public sealed record ListedDispute(Dispute Dispute, string Reference, string BuyerName, int Valid, int Suspended);

public sealed class DisputeBook(TicketingDbContext db)
{
    /// <summary>Open ones first, by urgency; then closed ones, newest first.</summary>
    public async Task<IReadOnlyList<ListedDispute>> ListAsync(int most, CancellationToken ct)
    {
        var waiting = await ListedAsync(With(DisputeStatus.NeedsResponse).OrderBy(d => d.RespondBy).ThenBy(d => d.OpenedAt), most, ct);
        var deciding = await ListedAsync(With(DisputeStatus.UnderReview).OrderBy(d => d.OpenedAt), most - waiting.Count, ct);
        var ended = db.Set<Dispute>().Where(d => d.Status == DisputeStatus.Won || d.Status == DisputeStatus.Lost).OrderByDescending(d => d.UpdatedAt);
        return [.. waiting, .. deciding, .. await ListedAsync(ended, most - waiting.Count - deciding.Count, ct)];
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<Dispute>> OfOrderAsync(Guid orderId, CancellationToken ct) =>
        await db.Set<Dispute>().AsNoTracking().Where(d => d.OrderId == orderId).OrderByDescending(d => d.OpenedAt).ToListAsync(ct);

    private IQueryable<Dispute> With(DisputeStatus status) => db.Set<Dispute>().Where(d => d.Status == status);

    private async Task<List<ListedDispute>> ListedAsync(IOrderedQueryable<Dispute> some, int most, CancellationToken ct)
    {
        var valid = db.Set<Ticket>().Where(t => t.Status == TicketStatus.Valid);
        var found = await some.AsNoTracking().Take(most).ToListAsync(ct);
        var ids = found.Select(d => d.OrderId).ToList();
        var orders = await db.Set<Order>().Where(o => ids.Contains(o.Id)).Select(o => new
        {
            o.Id, o.Reference, o.BuyerName, Valid = valid.Count(t => t.OrderId == o.Id),
            Suspended = valid.Count(t => t.OrderId == o.Id && t.SuspendedAt != null),
        }).ToDictionaryAsync(o => o.Id, ct);
        return [.. found.Select(d => (Dispute: d, Order: orders[d.OrderId])).Select(each =>
            new ListedDispute(each.Dispute, each.Order.Reference, each.Order.BuyerName, each.Order.Valid, each.Order.Suspended))];
    }
}
