using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Disputes;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Payments.Reconciliation;

public sealed class LocalRecordReader(TicketingDbContext db, OrdersWithTicketMismatch ticketMismatches)
{
    private const int ChunkSize = 500;

    /// <param name="providerRecords">Adds our records that it refers to, whatever their date.</param>
    /// <remarks>A consistent snapshot, even if a payment is settled meanwhile.</remarks>
    public Task<LocalRecords> ReadPeriodAsync(ReconciliationPeriod period, ProviderRecords providerRecords, CancellationToken ct) =>
        db.ReadInSnapshotAsync(
            async () =>
                await LoadAsync(
                    [
                        .. await GetOrdersInPeriodAsync(period, providerRecords.Provider, ct),
                        .. await GetReferencedOrdersAsync(providerRecords, ct),
                        .. await ticketMismatches.FindOrderIdsAsync(ct),
                    ],
                    ct
                ),
            ct
        );

    /// <summary>Only the orders whose tickets may not match their money.</summary>
    public Task<LocalRecords> ReadTicketMismatchesAsync(CancellationToken ct) =>
        db.ReadInSnapshotAsync(async () => await LoadAsync(await ticketMismatches.FindOrderIdsAsync(ct), ct), ct);

    public Task<LocalRecords> ReadAsync(ProviderRecords? providerRecords, IReadOnlyCollection<Guid> orders, CancellationToken ct) =>
        db.ReadInSnapshotAsync(
            async () =>
                await LoadAsync([.. orders, .. providerRecords is null ? [] : await GetReferencedOrdersAsync(providerRecords, ct)], ct),
            ct
        );

    public Task<Payment?> FindPaymentAsync(Guid id, CancellationToken ct) =>
        db.Set<Payment>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, ct);

    public Task<Refund?> FindRefundAsync(Guid id, CancellationToken ct) =>
        db.Set<Refund>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, ct);

    // Starts from orders: payments have no index by time.
    private async Task<List<Guid>> GetOrdersInPeriodAsync(ReconciliationPeriod period, PaymentProvider provider, CancellationToken ct)
    {
        var paid = db.Set<Order>()
            .Where(o => o.PaidAt >= period.From && o.PaidAt < period.Until)
            .Where(o => db.Set<Payment>().Any(p => p.OrderId == o.Id && p.Provider == provider))
            .Select(o => o.Id);
        var refunded = db.Set<Refund>()
            .Where(r => r.RequestedAt >= period.From && r.RequestedAt < period.Until && r.PaymentId != null)
            .Select(r => r.OrderId);
        var disputed = db.Set<Dispute>().Where(d => d.OpenedAt >= period.From && d.OpenedAt < period.Until).Select(d => d.OrderId);
        return [.. await paid.ToListAsync(ct), .. await refunded.Distinct().ToListAsync(ct), .. await disputed.Distinct().ToListAsync(ct)];
    }

    private async Task<List<Guid>> GetReferencedOrdersAsync(ProviderRecords providerRecords, CancellationToken ct)
    {
        var found = new List<Guid>();
        var names = providerRecords
            .Payments.Select(p => p.Reference)
            .Concat(providerRecords.Refunds.Select(r => r.PaymentReference))
            .Concat(providerRecords.Disputes.Select(d => d.PaymentReference))
            .Distinct(StringComparer.Ordinal);
        foreach (var some in names.Chunk(ChunkSize))
        {
            found.AddRange(await db.Set<Payment>().Where(p => some.Contains(p.Reference)).Select(p => p.OrderId).ToListAsync(ct));
        }

        foreach (var some in providerRecords.Payments.Select(p => p.PaymentId).OfType<Guid>().Distinct().Chunk(ChunkSize))
        {
            found.AddRange(await db.Set<Payment>().Where(p => some.Contains(p.Id)).Select(p => p.OrderId).ToListAsync(ct));
        }

        return found;
    }

    private async Task<LocalRecords> LoadAsync(IEnumerable<Guid> orders, CancellationToken ct)
    {
        var books = new LocalRecords([], [], [], []);
        foreach (var some in orders.Distinct().Chunk(ChunkSize))
        {
            var more = await LoadAsync(some, ct);
            books = new LocalRecords(
                [.. books.Orders, .. more.Orders],
                [.. books.Payments, .. more.Payments],
                [.. books.Refunds, .. more.Refunds],
                [.. books.Disputes, .. more.Disputes]
            );
        }

        return books;
    }

    private async Task<LocalRecords> LoadAsync(Guid[] orderIds, CancellationToken ct)
    {
        var valid = db.Set<Ticket>().Where(t => t.Status == TicketStatus.Valid);
        var orders = await db.Set<Order>()
            .Where(o => orderIds.Contains(o.Id))
            .Select(o => new LocalOrder(
                o.Id,
                o.Reference,
                valid.Count(t => t.OrderId == o.Id),
                valid.Count(t => t.OrderId == o.Id && t.SuspendedAt != null)
            ))
            .ToDictionaryAsync(o => o.Id, ct);
        var payments = (await db.Set<Payment>().AsNoTracking().Where(p => orderIds.Contains(p.OrderId)).ToListAsync(ct)).ToDictionary(
            p => p.Id,
            p => CreateLocalPayment(p, orders[p.OrderId])
        );
        var refunds = await db.Set<Refund>().AsNoTracking().Where(r => orderIds.Contains(r.OrderId) && r.PaymentId != null).ToListAsync(ct);
        var disputes = await db.Set<Dispute>().AsNoTracking().Where(d => orderIds.Contains(d.OrderId)).ToListAsync(ct);
        return new LocalRecords(
            [.. orders.Values],
            [.. payments.Values],
            [
                .. refunds.Select(r => new LocalRefund(
                    r.Id,
                    payments[r.PaymentId!.Value],
                    r.ProviderReference,
                    r.IdempotencyKey,
                    r.Status,
                    r.Money,
                    r.RequestedAt
                )
                {
                    IsManual = r.IsManual,
                }),
            ],
            [
                .. disputes.Select(d => new LocalDispute(
                    payments[d.PaymentId],
                    d.Reference,
                    d.Money,
                    d.Status,
                    d.IsWithdrawn,
                    d.RespondBy,
                    d.OpenedAt
                )),
            ]
        );
    }

    private static LocalPayment CreateLocalPayment(Payment payment, LocalOrder order) =>
        new()
        {
            Id = payment.Id,
            Order = order,
            Provider = payment.Provider,
            Reference = payment.Reference,
            Status = payment.Status,
            Amount = payment.Money,
            Fee = payment.Fee,
            SettledOrCreatedAt = payment.SettledAt ?? payment.CreatedAt,
        };
}
