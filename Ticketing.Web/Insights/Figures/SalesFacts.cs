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
        .AsAsyncEnumerable();

    public IAsyncEnumerable<RefundFact> Refunds(FigureFilter filter)
    {
        var rows =
            from refund in db.RefundsIn(clock.SpanOf(filter.Period))
            join order in Narrow(db.Set<Order>().AsNoTracking(), filter) on refund.OrderId equals order.Id
            select new RefundFact(refund.RequestedAt, order.EventId, order.Channel, refund.Amount);
        return rows.AsAsyncEnumerable();
    }

    /// <summary>How many orders of the period are in no figure, because they were sold in another currency.</summary>
    public Task<int> ForeignAsync(FigureFilter filter, CancellationToken ct)
    {
        var currency = Currency;
        return Within(db.SoldIn(clock.SpanOf(filter.Period)), filter).CountAsync(o => o.Currency != currency, ct);
    }

    private IQueryable<Order> Narrow(IQueryable<Order> orders, FigureFilter filter)
    {
        var currency = Currency;
        return Within(orders, filter).Where(o => o.Currency == currency);
    }

    private static IQueryable<Order> Within(IQueryable<Order> orders, FigureFilter filter)
    {
        orders = filter.EventId is { } eventId ? orders.Where(o => o.EventId == eventId) : orders;
        return filter.Channel is { } channel ? orders.Where(o => o.Channel == channel) : orders;
    }
}
