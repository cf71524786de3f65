using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Payments.Refunds;

/// <summary>Records that staff have paid a refund back by hand, in cash or on the card terminal.</summary>
public sealed class HandBackRefund(TicketingDbContext db, OrderQueries orders, AuditTrail audit, TimeProvider clock)
{
    /// <returns>False if it is not owed (any more).</returns>
    public Task<bool> MarkAsync(Guid refundId, CancellationToken ct)
    {
        var (now, name) = (clock.GetUtcNow(), audit.Actor.Name);
        return ChangeAsync(db.Set<Refund>().Owed(), refundId, "refund.handed-back", now, name, ct);
    }

    /// <summary>For a refund that was marked by mistake: it is owed again.</summary>
    /// <returns>False if it was not marked (any more).</returns>
    public Task<bool> UndoAsync(Guid refundId, CancellationToken ct) =>
        ChangeAsync(db.Set<Refund>().Where(r => r.HandedBackAt != null), refundId, "refund.hand-back-undone", at: null, by: null, ct);

    private Task<bool> ChangeAsync(
        IQueryable<Refund> changeable,
        Guid refundId,
        string action,
        DateTimeOffset? at,
        string? by,
        CancellationToken ct
    ) =>
        db.WriteAsync(
            async () =>
            {
                var changed = await changeable
                    .Where(r => r.Id == refundId)
                    .ExecuteUpdateAsync(set => set.SetProperty(r => r.HandedBackAt, at).SetProperty(r => r.HandedBackBy, by), ct);
                if (changed == 0)
                {
                    return false;
                }

                var refund = await db.Set<Refund>().AsNoTracking().SingleAsync(r => r.Id == refundId, ct);
                var order = await orders.GetAsync(refund.OrderId, ct);
                var after = new { Amount = refund.Money.ToRecordString(), order.PaidWith };
                await audit.RecordAsync(action, order.Id, order.Reference, before: null, after, ct);
                return true;
            },
            changed => changed,
            ct
        );
}
