using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Orders;
using Ticketing.Payments.Disputes;
using Ticketing.Payments.Refunds;
using Ticketing.Settings;
using Ticketing.Tickets;

namespace Ticketing.Payments.Review;

public sealed class ReadOurBooks(TicketingDbContext db, MoneyGone gone)
{
    private const int Chunk = 500;

    /// <param name="theirs">Adds our records that it refers to, whatever their date.</param>
    /// <remarks>A consistent snapshot, even if a payment is settled meanwhile.</remarks>
    public Task<OurBooks> OfSpanAsync(ReviewSpan span, ProviderBooks theirs, CancellationToken ct) => db.ReadAtOnceAsync(
        async () => await LoadAsync(
            [.. await InSpanAsync(span, theirs.Provider, ct), .. await NamedAsync(theirs, ct), .. await gone.OrdersAsync(ct)], ct),
        ct);

    /// <summary>Only the orders whose tickets may not match their money.</summary>
    public Task<OurBooks> OfTicketsAsync(CancellationToken ct) =>
        db.ReadAtOnceAsync(async () => await LoadAsync(await gone.OrdersAsync(ct), ct), ct);

    public Task<OurBooks> OfAsync(ProviderBooks? theirs, IReadOnlyCollection<Guid> orders, CancellationToken ct) => db.ReadAtOnceAsync(
        async () => await LoadAsync([.. orders, .. theirs is null ? [] : await NamedAsync(theirs, ct)], ct), ct);

    public Task<Payment?> FindPaymentAsync(Guid id, CancellationToken ct) =>
        db.Set<Payment>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, ct);

    public Task<Refund?> FindRefundAsync(Guid id, CancellationToken ct) => db.Set<Refund>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, ct);

    // Starts from orders: payments have no index by time.
    private async Task<List<Guid>> InSpanAsync(ReviewSpan span, PaymentProvider provider, CancellationToken ct)
    {
        var paid = db.Set<Order>().Where(o => o.PaidAt >= span.From && o.PaidAt < span.Until)
            .Where(o => db.Set<Payment>().Any(p => p.OrderId == o.Id && p.Provider == provider)).Select(o => o.Id);
        var refunded = db.Set<Refund>().Where(r => r.RequestedAt >= span.From && r.RequestedAt < span.Until && r.PaymentId != null).Select(r => r.OrderId);
        var disputed = db.Set<Dispute>().Where(d => d.OpenedAt >= span.From && d.OpenedAt < span.Until).Select(d => d.OrderId);
        return [.. await paid.ToListAsync(ct), .. await refunded.Distinct().ToListAsync(ct), .. await disputed.Distinct().ToListAsync(ct)];
    }

    private async Task<List<Guid>> NamedAsync(ProviderBooks theirs, CancellationToken ct)
    {
        var found = new List<Guid>();
        var names = theirs.Payments.Select(p => p.Reference).Concat(theirs.Refunds.Select(r => r.PaymentReference))
            .Concat(theirs.Disputes.Select(d => d.PaymentReference)).Distinct(StringComparer.Ordinal);
        foreach (var some in names.Chunk(Chunk))
        {
            found.AddRange(await db.Set<Payment>().Where(p => some.Contains(p.Reference)).Select(p => p.OrderId).ToListAsync(ct));
        }

        foreach (var some in theirs.Payments.Select(p => p.PaymentId).OfType<Guid>().Distinct().Chunk(Chunk))
        {
            found.AddRange(await db.Set<Payment>().Where(p => some.Contains(p.Id)).Select(p => p.OrderId).ToListAsync(ct));
        }

        return found;
    }

    private async Task<OurBooks> LoadAsync(IEnumerable<Guid> orders, CancellationToken ct)
    {
        var books = new OurBooks([], [], [], []);
        foreach (var some in orders.Distinct().Chunk(Chunk))
        {
            var more = await LoadAsync(some, ct);
            books = new OurBooks(
                [.. books.Orders, .. more.Orders], [.. books.Payments, .. more.Payments], [.. books.Refunds, .. more.Refunds],
                [.. books.Disputes, .. more.Disputes]);
        }

        return books;
    }

    private async Task<OurBooks> LoadAsync(Guid[] some, CancellationToken ct)
    {
        var valid = db.Set<Ticket>().Where(t => t.Status == TicketStatus.Valid);
        var orders = await db.Set<Order>().Where(o => some.Contains(o.Id)).Select(o => new OurOrder(
            o.Id, o.Reference, valid.Count(t => t.OrderId == o.Id), valid.Count(t => t.OrderId == o.Id && t.SuspendedAt != null))).ToDictionaryAsync(o => o.Id, ct);
        var payments = (await db.Set<Payment>().AsNoTracking().Where(p => some.Contains(p.OrderId)).ToListAsync(ct)).ToDictionary(p => p.Id, p => new OurPayment(
            p.Id, orders[p.OrderId], p.Provider, p.Reference, p.Status, p.Money, p.Fee, p.SettledAt ?? p.CreatedAt));
        var refunds = await db.Set<Refund>().AsNoTracking().Where(r => some.Contains(r.OrderId) && r.PaymentId != null).ToListAsync(ct);
        var disputes = await db.Set<Dispute>().AsNoTracking().Where(d => some.Contains(d.OrderId)).ToListAsync(ct);
        return new OurBooks(
            [.. orders.Values], [.. payments.Values],
            [.. refunds.Select(r => new OurRefund(r.Id, payments[r.PaymentId!.Value], r.ProviderReference, r.IdempotencyKey, r.Status, r.Money, r.RequestedAt))],
            [.. disputes.Select(d => new OurDispute(payments[d.PaymentId], d.Reference, d.Money, d.Status, d.IsWithdrawn, d.RespondBy, d.OpenedAt))]);
    }
}
