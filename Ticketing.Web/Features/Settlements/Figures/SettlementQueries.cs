using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Insights;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Disputes;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Settlements.Terms;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Settlements.Figures;

/// <summary>Every query starts from the event's orders, so the cost does not grow with the venue's history.</summary>
public sealed class SettlementQueries(TicketingDbContext db, Pricing pricing)
{
    /// <summary>Reads one consistent snapshot.</summary>
    public Task<SettlementData> GetDataAsync(Guid eventId, CancellationToken ct) =>
        db.ReadInSnapshotAsync(
            async () =>
                new SettlementData
                {
                    Currency = pricing.Currency,
                    Types = await db.Set<TicketType>()
                        .AsNoTracking()
                        .Where(t => t.EventId == eventId)
                        .OrderBy(t => t.Position)
                        .Select(t => new SettlementTicketType(t.Id, t.Category))
                        .ToListAsync(ct),
                    Orders = await Orders(eventId)
                        .Select(o => new SettlementOrder(o.Id, o.Status, o.Channel, o.Currency, o.Total, o.Tax, o.TaxRatePercent))
                        .ToListAsync(ct),
                    Lines = await LinesAsync(eventId, ct),
                    RefundedTickets = await ReturnedAsync(eventId, ct),
                    Refunds = await RefundsAsync(eventId, ct),
                    Payments = await PaymentsAsync(eventId, ct),
                    Terms = await db.Set<SettlementTerms>().AsNoTracking().SingleOrDefaultAsync(t => t.EventId == eventId, ct),
                    Deductions = await db.Set<Deduction>()
                        .AsNoTracking()
                        .Where(d => d.EventId == eventId)
                        .OrderBy(d => d.Position)
                        .ToListAsync(ct),
                    Disputes = await DisputesAsync(eventId, ct),
                },
            ct
        );

    private IQueryable<Order> Sold(Guid eventId) => db.Sold().Where(o => o.EventId == eventId);

    private IQueryable<Order> PaidTooLate(Guid eventId) =>
        db.Set<Order>().AsNoTracking().Where(o => o.EventId == eventId && o.Status == OrderStatus.PaidTooLate);

    private IQueryable<Order> Orders(Guid eventId) => Sold(eventId).Concat(PaidTooLate(eventId));

    private Task<List<SettlementOrderLine>> LinesAsync(Guid eventId, CancellationToken ct) =>
        (
            from order in Sold(eventId)
            join line in db.Set<OrderLine>() on order.Id equals line.OrderId
            select new SettlementOrderLine(
                order.Id,
                line.TicketTypeId,
                line.Quantity,
                line.UnitFaceValue,
                line.UnitBookingFee,
                line.UnitDiscount
            )
        ).ToListAsync(ct);

    private Task<List<SettlementRefundedTicket>> ReturnedAsync(Guid eventId, CancellationToken ct) =>
        (
            from order in Sold(eventId)
            join refund in db.RefundsOfSales() on order.Id equals refund.OrderId
            join line in db.Set<RefundLine>() on refund.Id equals line.RefundId
            join ticket in db.Set<Ticket>() on line.TicketId equals ticket.Id
            select new SettlementRefundedTicket(order.Id, ticket.TicketTypeId, line.FaceValue, line.BookingFee)
        ).ToListAsync(ct);

    private async Task<List<SettlementRefund>> RefundsAsync(Guid eventId, CancellationToken ct)
    {
        var ofSales = await (
            from order in Sold(eventId)
            join refund in db.RefundsOfSales() on order.Id equals refund.OrderId
            select new SettlementRefund(order.Id, refund.Amount, refund.Status, refund.Lines.Any())
        ).ToListAsync(ct);
        var ofLatePayments = await (
            from order in PaidTooLate(eventId)
            join refund in db.Set<Refund>() on order.Id equals refund.OrderId
            select new SettlementRefund(order.Id, refund.Amount, refund.Status, true)
        ).ToListAsync(ct);
        return [.. ofSales, .. ofLatePayments];
    }

    private Task<List<SettlementDispute>> DisputesAsync(Guid eventId, CancellationToken ct) =>
        (
            from order in Sold(eventId)
            join dispute in db.Set<Dispute>() on order.Id equals dispute.OrderId
            select new SettlementDispute(order.Id, dispute.Amount, dispute.Status)
        ).ToListAsync(ct);

    private Task<List<SettlementPayment>> PaymentsAsync(Guid eventId, CancellationToken ct) =>
        (
            from order in Orders(eventId)
            join payment in db.Set<Payment>().Where(p => p.Status == PaymentStatus.Paid) on order.Id equals payment.OrderId
            select new SettlementPayment(order.Id, payment.Amount, payment.Fee)
        ).ToListAsync(ct);
}
