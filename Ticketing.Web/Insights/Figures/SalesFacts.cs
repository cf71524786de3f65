using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Data;
using Ticketing.Insights.Periods;
using Ticketing.Orders;
using Ticketing.Settings;

namespace Ticketing.Insights.Figures;

/// <summary>An order that was sold, reduced to what figures are made of. Minor units of the venue's currency.</summary>
public readonly record struct SaleFact(DateTimeOffset At, Guid EventId, OrderChannel Channel, long Total, int Tickets);

/// <summary>Money promised back.</summary>
public readonly record struct RefundFact(DateTimeOffset At, Guid EventId, OrderChannel Channel, long Amount);

/// <summary>
/// Reads what was sold and what went back in a period, one by one: a walk along an index of moments, as long as the period is busy and
/// however long the history behind it.
/// </summary>
public sealed class SalesFacts(TicketingDbContext db, VenueClock clock, IOptionsMonitor<SiteOptions> site)
{
    public string Currency => site.CurrentValue.Currency;

    public IAsyncEnumerable<SaleFact> Sales(FigureFilter filter) => Narrow(db.SoldIn(clock.SpanOf(filter.Period)), filter)
        .Select(o => new SaleFact(o.PaidAt!.Value, o.EventId, o.Channel, o.Total, o.Lines.Sum(l => l.Quantity)))
        .AsAsyncEnumerable().Where(sale => filter.Channel is null || sale.Channel == filter.Channel);

    public IAsyncEnumerable<RefundFact> Refunds(FigureFilter filter)
    {
        var rows =
            from refund in db.RefundsIn(clock.SpanOf(filter.Period))
            join order in Narrow(db.Set<Order>().AsNoTracking(), filter) on refund.OrderId equals order.Id
            select new RefundFact(refund.RequestedAt, order.EventId, order.Channel, refund.Amount);
        return rows.AsAsyncEnumerable().Where(refund => filter.Channel is null || refund.Channel == filter.Channel);
    }

    /// <summary>How many orders of the period are in no figure, because they were sold in another currency.</summary>
    public Task<int> ForeignAsync(FigureFilter filter, CancellationToken ct)
    {
        var (currency, eventId, channel) = (Currency, filter.EventId, filter.Channel);
        return db.SoldIn(clock.SpanOf(filter.Period))
            .CountAsync(o => o.Currency != currency && (eventId == null || o.EventId == eventId) && (channel == null || o.Channel == channel), ct);
    }

    // Not by channel: there are three, and a planner that knows no better takes their index and walks through a third of all history.
    private IQueryable<Order> Narrow(IQueryable<Order> orders, FigureFilter filter)
    {
        var currency = Currency;
        orders = filter.EventId is { } eventId ? orders.Where(o => o.EventId == eventId) : orders;
        return orders.Where(o => o.Currency == currency);
    }
}
