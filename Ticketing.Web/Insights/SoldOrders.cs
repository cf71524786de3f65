using Microsoft.EntityFrameworkCore;
using Ticketing.Insights.Periods;
using Ticketing.Orders;
using Ticketing.Payments.Refunds;

namespace Ticketing.Insights;

/// <summary>
/// What every figure counts. An order is a sale from the moment it was paid, and stays one when its money goes back: what went back is
/// counted beside it, on the day it was promised. A payment that came too late never was a sale, and its way back is no refund of one.
/// </summary>
public static class SoldOrders
{
    /// <remarks>Said by what is not sold: no planner takes the index of statuses for it, and walks through all sales there ever were.</remarks>
    public static IQueryable<Order> Sold(this DbContext db) => db.Set<Order>().AsNoTracking()
        .Where(o => o.Status != OrderStatus.Pending && o.Status != OrderStatus.Expired && o.Status != OrderStatus.PaidTooLate);

    /// <summary>By the moment of payment.</summary>
    public static IQueryable<Order> SoldIn(this DbContext db, Span span) => db.Sold().Where(o => o.PaidAt >= span.From && o.PaidAt < span.Until);

    /// <summary>Money promised back for sold tickets, whether or not it has arrived.</summary>
    public static IQueryable<Refund> RefundsOfSales(this DbContext db) =>
        db.Set<Refund>().AsNoTracking().Where(r => r.Cause != RefundCause.PaidTooLate);

    /// <summary>By the moment of the promise.</summary>
    public static IQueryable<Refund> RefundsIn(this DbContext db, Span span) =>
        db.RefundsOfSales().Where(r => r.RequestedAt >= span.From && r.RequestedAt < span.Until);
}
