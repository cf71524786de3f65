using Microsoft.EntityFrameworkCore;
using Ticketing.Audit;
using Ticketing.Data;
using Ticketing.Holds;
using Ticketing.Orders;

namespace Ticketing.Payments.Disputes;

/// <summary>Idempotent. Pass a freshly fetched record.</summary>
public sealed class TakeDispute(TicketingDbContext db, TicketHolds holds, OrderBook orders, AuditTrail audit)
{
    /// <param name="askedAt">Taken before the provider was asked; the answer to the later request wins.</param>
    /// <returns>False if it belongs to none of our payments.</returns>
    public async Task<bool> TakeAsync(ProviderDispute told, DateTimeOffset askedAt, CancellationToken ct)
    {
        if (await db.Set<Payment>().AsNoTracking().FirstOrDefaultAsync(p => p.Reference == told.PaymentReference, ct) is not { } payment)
        {
            return false;
        }

        await db.WriteAsync(() => TakeAsync(payment, told, askedAt, ct), ct);
        return true;
    }

    private async Task TakeAsync(Payment payment, ProviderDispute told, DateTimeOffset askedAt, CancellationToken ct)
    {
        var order = await orders.GetAsync(payment.OrderId, ct);
        await holds.LockAsync(order.HoldId, ct);
        var known = await db.Set<Dispute>().AsNoTracking().FirstOrDefaultAsync(d => d.Reference == told.Reference, ct);
        if (known is null)
        {
            db.Add(New(payment, told, askedAt));
            await db.SaveChangesAsync(ct);
        }
        else if (await UpdateAsync(known, told, askedAt, ct) == 0)
        {
            return;
        }

        if (known?.Status != told.Status)
        {
            await audit.RecordAsync(
                "order.disputed", order.Id, order.Reference,
                known is null ? null : new { known.Status },
                new { Amount = told.Amount.ToString(), told.Status, told.Reason }, ct);
        }
    }

    // Ordered by request time, not by status: an appeal can reopen a decided dispute.
    private Task<int> UpdateAsync(Dispute known, ProviderDispute told, DateTimeOffset askedAt, CancellationToken ct) =>
        db.Set<Dispute>().Where(d => d.Id == known.Id && d.UpdatedAt <= askedAt).ExecuteUpdateAsync(
            set => set
                .SetProperty(d => d.Status, told.Status)
                .SetProperty(d => d.Amount, told.Amount.MinorUnits)
                .SetProperty(d => d.IsWithdrawn, told.IsWithdrawn)
                .SetProperty(d => d.RespondBy, told.RespondBy)
                .SetProperty(d => d.UpdatedAt, askedAt),
            ct);

    private static Dispute New(Payment payment, ProviderDispute told, DateTimeOffset askedAt) => new()
    {
        OrderId = payment.OrderId, PaymentId = payment.Id, Reference = told.Reference, Amount = told.Amount.MinorUnits,
        Currency = told.Amount.Currency, Reason = ColumnText.Cut(told.Reason, Dispute.LongestReason), Status = told.Status,
        IsWithdrawn = told.IsWithdrawn, RespondBy = told.RespondBy, OpenedAt = told.OpenedAt, UpdatedAt = askedAt,
    };
}
