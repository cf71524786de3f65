using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Events;
using Ticketing.Insights;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Payments.Disputes;
using Ticketing.Payments.Refunds;
using Ticketing.Settlements.Terms;
using Ticketing.Tickets;

namespace Ticketing.Settlements.Figures;

/// <summary>Every query starts from the event's orders, so the cost does not grow with the venue's history.</summary>
public sealed class SettlementReader(TicketingDbContext db, Pricing pricing)
{
    /// <summary>Reads one consistent snapshot.</summary>
    public Task<SettlementRows> ReadAsync(Guid eventId, CancellationToken ct) => db.ReadAtOnceAsync(
        async () => new SettlementRows(
            pricing.Currency,
            await db.Set<TicketType>().AsNoTracking().Where(t => t.EventId == eventId).OrderBy(t => t.Position)
                .Select(t => new TypeRow(t.Id, t.Category)).ToListAsync(ct),
            await Orders(eventId)
                .Select(o => new OrderRow(o.Id, o.Status, o.Channel, o.Currency, o.Total, o.Tax, o.TaxRatePercent)).ToListAsync(ct),
            await LinesAsync(eventId, ct),
            await ReturnedAsync(eventId, ct),
            await RefundsAsync(eventId, ct),
            await PaymentsAsync(eventId, ct),
            await db.Set<SettlementTerms>().AsNoTracking().SingleOrDefaultAsync(t => t.EventId == eventId, ct),
            await db.Set<Deduction>().AsNoTracking().Where(d => d.EventId == eventId).OrderBy(d => d.Position).ToListAsync(ct))
        {
            Disputes = await DisputesAsync(eventId, ct),
        },
        ct);

    private IQueryable<Order> Sold(Guid eventId) => db.Sold().Where(o => o.EventId == eventId);

    private IQueryable<Order> TooLate(Guid eventId) =>
        db.Set<Order>().AsNoTracking().Where(o => o.EventId == eventId && o.Status == OrderStatus.PaidTooLate);

    private IQueryable<Order> Orders(Guid eventId) => Sold(eventId).Concat(TooLate(eventId));

    private Task<List<LineRow>> LinesAsync(Guid eventId, CancellationToken ct) =>
        (from order in Sold(eventId)
         join line in db.Set<OrderLine>() on order.Id equals line.OrderId
         select new LineRow(order.Id, line.TicketTypeId, line.Quantity, line.UnitFaceValue, line.UnitBookingFee)).ToListAsync(ct);

    private Task<List<ReturnedRow>> ReturnedAsync(Guid eventId, CancellationToken ct) =>
        (from order in Sold(eventId)
         join refund in db.RefundsOfSales() on order.Id equals refund.OrderId
         join line in db.Set<RefundLine>() on refund.Id equals line.RefundId
         join ticket in db.Set<Ticket>() on line.TicketId equals ticket.Id
         select new ReturnedRow(order.Id, ticket.TicketTypeId, line.FaceValue, line.BookingFee)).ToListAsync(ct);

    private async Task<List<RefundRow>> RefundsAsync(Guid eventId, CancellationToken ct)
    {
        var ofSales = await (from order in Sold(eventId)
                             join refund in db.RefundsOfSales() on order.Id equals refund.OrderId
                             select new RefundRow(order.Id, refund.Amount, refund.Status, refund.Lines.Any())).ToListAsync(ct);
        var ofLatePayments = await (from order in TooLate(eventId)
                                    join refund in db.Set<Refund>() on order.Id equals refund.OrderId
                                    select new RefundRow(order.Id, refund.Amount, refund.Status, true)).ToListAsync(ct);
        return [.. ofSales, .. ofLatePayments];
    }

    private Task<List<DisputeRow>> DisputesAsync(Guid eventId, CancellationToken ct) =>
        (from order in Sold(eventId)
         join dispute in db.Set<Dispute>() on order.Id equals dispute.OrderId
         select new DisputeRow(order.Id, dispute.Amount, dispute.Status)).ToListAsync(ct);

    private Task<List<PaymentRow>> PaymentsAsync(Guid eventId, CancellationToken ct) =>
        (from order in Orders(eventId)
         join payment in db.Set<Payment>().Where(p => p.Status == PaymentStatus.Paid) on order.Id equals payment.OrderId
         select new PaymentRow(order.Id, payment.Amount, payment.Fee)).ToListAsync(ct);
}
