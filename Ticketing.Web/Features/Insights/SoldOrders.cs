using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Insights;

/// <summary>
/// All figures count sales by this. An order is sold once paid, even if refunded later; its refund counts on the day it was requested. An
/// order paid too late was never a sale, nor is its refund one of a sale.
/// </summary>
public static class SoldOrders
{
    /// <remarks>Excludes statuses instead of listing them, so that no planner picks the status index and scans all sales.</remarks>
    public static IQueryable<Order> Sold(this DbContext db) =>
        db.Set<Order>()
            .AsNoTracking()
            .Where(o => o.Status != OrderStatus.Pending && o.Status != OrderStatus.Expired && o.Status != OrderStatus.PaidTooLate);

    /// <summary>By time of payment.</summary>
    public static IQueryable<Order> SoldIn(this DbContext db, InstantRange span) =>
        db.Sold().Where(o => o.PaidAt >= span.From && o.PaidAt < span.Until);

    /// <summary>Refunds requested, whether or not paid out.</summary>
    public static IQueryable<Refund> RefundsOfSales(this DbContext db) => db.Set<Refund>().AsNoTracking().ReducingSales();

    /// <summary>By time of request.</summary>
    public static IQueryable<Refund> RefundsIn(this DbContext db, InstantRange span) =>
        db.RefundsOfSales().Where(r => r.RequestedAt >= span.From && r.RequestedAt < span.Until);
}
