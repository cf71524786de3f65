using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Features.Insights.Sales;

/// <summary>Minor units of the venue's currency.</summary>
public readonly record struct SaleFact(DateTimeOffset At, Guid EventId, OrderChannel Channel, long Total, int Tickets);

public readonly record struct RefundFact(DateTimeOffset At, Guid EventId, OrderChannel Channel, long Amount);

/// <summary>Range scans of date indexes: the cost depends on the period, not on the history.</summary>
public sealed class SalesFactQueries(TicketingDbContext db, VenueClock clock, IOptionsMonitor<SiteOptions> site)
{
    public string Currency => site.CurrentValue.Currency;

    public IAsyncEnumerable<SaleFact> ReadSales(SalesFilter filter) =>
        ApplyFilter(db.SoldIn(clock.GetRange(filter.Period)), filter)
            .Select(o => new SaleFact(o.PaidAt!.Value, o.EventId, o.Channel, o.Total, o.Lines.Sum(l => l.Quantity)))
            .AsAsyncEnumerable()
            .Where(sale => filter.Channel is null || sale.Channel == filter.Channel);

    public IAsyncEnumerable<RefundFact> ReadRefunds(SalesFilter filter)
    {
        var rows =
            from refund in db.RefundsIn(clock.GetRange(filter.Period))
            join order in ApplyFilter(db.Set<Order>().AsNoTracking(), filter) on refund.OrderId equals order.Id
            select new RefundFact(refund.RequestedAt, order.EventId, order.Channel, refund.Amount);
        return rows.AsAsyncEnumerable().Where(refund => filter.Channel is null || refund.Channel == filter.Channel);
    }

    /// <summary>Orders in other currencies, which no figure includes.</summary>
    public Task<int> CountOtherCurrencyOrdersAsync(SalesFilter filter, CancellationToken ct)
    {
        var (currency, eventId, channel) = (Currency, filter.EventId, filter.Channel);
        return db.SoldIn(clock.GetRange(filter.Period))
            .CountAsync(
                o => o.Currency != currency && (eventId == null || o.EventId == eventId) && (channel == null || o.Channel == channel),
                ct
            );
    }

    // Channels are filtered in memory: with only three values, a planner could pick their index and scan a third of history.
    private IQueryable<Order> ApplyFilter(IQueryable<Order> orders, SalesFilter filter)
    {
        var currency = Currency;
        orders = filter.EventId is { } eventId ? orders.Where(o => o.EventId == eventId) : orders;
        return orders.Where(o => o.Currency == currency);
    }
}
