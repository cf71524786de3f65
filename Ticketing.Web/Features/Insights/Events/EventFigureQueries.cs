using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Insights.Events;

public sealed class EventFigureQueries(TicketingDbContext db, IOptionsMonitor<SiteOptions> site)
{
    /// <param name="show">With its ticket types.</param>
    public async Task<EventFigures> GetForEventAsync(Event show, CancellationToken ct)
    {
        var currency = site.CurrentValue.Currency;
        var orders = await db.Sold()
            .Where(o => o.EventId == show.Id)
            .GroupBy(o => new
            {
                o.Status,
                o.Channel,
                o.Currency,
            })
            .Select(group => new
            {
                group.Key.Status,
                group.Key.Channel,
                group.Key.Currency,
                Count = group.Count(),
                Total = group.Sum(o => o.Total),
            })
            .ToListAsync(ct);
        var refunds = await SelectRefunds(show)
            .GroupBy(r => r.Currency)
            .Select(group => new { Currency = group.Key, Amount = group.Sum(r => r.Amount) })
            .ToListAsync(ct);
        var paidFor = await db.Sold()
            .Where(o => o.EventId == show.Id && o.Channel != OrderChannel.Comp && o.Currency == currency)
            .SelectMany(o => o.Lines)
            .SumAsync(line => line.Quantity, ct);
        var revenue = orders.Where(sum => sum.Currency == currency).Sum(sum => sum.Total);
        return new EventFigures
        {
            Capacity = show.GetSellableCapacity(),
            Revenue = new Money(revenue, currency),
            Refunds = new Money(refunds.Where(sum => sum.Currency == currency).Sum(sum => sum.Amount), currency),
            RefundedTickets = await SelectRefunds(show).SelectMany(r => r.Lines).CountAsync(ct),
            AveragePrice =
                paidFor == 0 ? null : new Money((long)Math.Round(revenue / (decimal)paidFor, MidpointRounding.AwayFromZero), currency),
            PaidOrders = orders.Where(sum => sum.Status == OrderStatus.Paid).Sum(sum => sum.Count),
            RefundedOrders = orders.Where(sum => sum.Status == OrderStatus.Refunded).Sum(sum => sum.Count),
            OtherCurrencies =
            [
                .. orders
                    .Select(sum => sum.Currency)
                    .Concat(refunds.Select(sum => sum.Currency))
                    .Where(other => other != currency)
                    .Distinct()
                    .Order(StringComparer.Ordinal),
            ],
            Types = await GetTypesAsync(show, ct),
        };
    }

    private async Task<IReadOnlyList<TicketTypeFigures>> GetTypesAsync(Event show, CancellationToken ct)
    {
        var valid = await db.Set<Ticket>()
            .Where(t => t.EventId == show.Id && t.Status == TicketStatus.Valid)
            .Join(
                db.Set<Order>(),
                t => t.OrderId,
                o => o.Id,
                (t, o) =>
                    new
                    {
                        t.TicketTypeId,
                        o.Channel,
                        IsIn = t.CheckedInAt != null ? 1 : 0,
                    }
            )
            .GroupBy(t => new { t.TicketTypeId, t.Channel })
            .Select(group => new
            {
                group.Key.TicketTypeId,
                group.Key.Channel,
                Count = group.Count(),
                In = group.Sum(t => t.IsIn),
            })
            .ToListAsync(ct);
        return
        [
            .. show.TicketTypes.Select(type => new TicketTypeFigures(
                type.Id,
                type.Category,
                type.IsWithdrawn,
                type.Capacity,
                type.Held,
                valid.Where(sum => sum.TicketTypeId == type.Id).ToDictionary(sum => sum.Channel, sum => sum.Count),
                valid.Where(sum => sum.TicketTypeId == type.Id).Sum(sum => sum.In)
            )),
        ];
    }

    private IQueryable<Refund> SelectRefunds(Event show) =>
        db.Sold().Where(o => o.EventId == show.Id).Join(db.RefundsOfSales(), o => o.Id, r => r.OrderId, (_, r) => r);
}
