using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Providers;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Payments.Disputes;

/// <summary>Idempotent. Pass a freshly fetched record.</summary>
public sealed class ProviderDisputeImporter(TicketingDbContext db, TicketHolds holds, OrderQueries orders, AuditTrail audit)
{
    /// <param name="requestedAt">Time just before the provider was queried; the response to the later query wins.</param>
    /// <returns>False if it belongs to none of our payments.</returns>
    public async Task<bool> ImportAsync(ProviderDispute reported, DateTimeOffset requestedAt, CancellationToken ct)
    {
        if (
            await db.Set<Payment>().AsNoTracking().FirstOrDefaultAsync(p => p.Reference == reported.PaymentReference, ct) is not { } payment
        )
        {
            return false;
        }

        await db.WriteAsync(() => ImportAsync(payment, reported, requestedAt, ct), ct);
        return true;
    }

    private async Task ImportAsync(Payment payment, ProviderDispute reported, DateTimeOffset requestedAt, CancellationToken ct)
    {
        var order = await orders.GetAsync(payment.OrderId, ct);
        await holds.LockAsync(order.HoldId, ct);
        var known = await db.Set<Dispute>().AsNoTracking().FirstOrDefaultAsync(d => d.Reference == reported.Reference, ct);
        if (known is null)
        {
            db.Add(New(payment, reported, requestedAt));
            await db.SaveChangesAsync(ct);
        }
        else if (await UpdateAsync(known, reported, requestedAt, ct) == 0)
        {
            return;
        }

        if (known?.Status != reported.Status)
        {
            await audit.RecordAsync(
                "order.disputed",
                order.Id,
                order.Reference,
                known is null ? null : new { known.Status },
                new
                {
                    Amount = reported.Amount.ToRecordString(),
                    reported.Status,
                    reported.Reason,
                },
                ct
            );
        }
    }

    // Ordered by request time, not by status: an appeal can reopen a decided dispute.
    private Task<int> UpdateAsync(Dispute existing, ProviderDispute reported, DateTimeOffset requestedAt, CancellationToken ct) =>
        db.Set<Dispute>()
            .Where(d => d.Id == existing.Id && d.UpdatedAt <= requestedAt)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(d => d.Status, reported.Status)
                        .SetProperty(d => d.Amount, reported.Amount.MinorUnits)
                        .SetProperty(d => d.IsWithdrawn, reported.IsWithdrawn)
                        .SetProperty(d => d.RespondBy, reported.RespondBy)
                        .SetProperty(d => d.UpdatedAt, requestedAt),
                ct
            );

    private static Dispute New(Payment payment, ProviderDispute reported, DateTimeOffset requestedAt) =>
        new()
        {
            OrderId = payment.OrderId,
            PaymentId = payment.Id,
            Reference = reported.Reference,
            Amount = reported.Amount.MinorUnits,
            Currency = reported.Amount.Currency,
            Reason = ColumnText.Truncate(reported.Reason, Dispute.MaxReasonLength),
            Status = reported.Status,
            IsWithdrawn = reported.IsWithdrawn,
            RespondBy = reported.RespondBy,
            OpenedAt = reported.OpenedAt,
            UpdatedAt = requestedAt,
        };
}
