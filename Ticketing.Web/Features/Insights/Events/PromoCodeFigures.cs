using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Insights.Events;

/// <param name="Code">As it was called at the sale.</param>
/// <param name="Tickets">Sold with it, refunded ones included.</param>
/// <param name="Discount">Taken off by it.</param>
/// <param name="NetRevenue">Of its orders, with fees, after refunds.</param>
public sealed record PromoCodeFigures(Guid Id, string Code, int Orders, int Tickets, Money Discount, Money NetRevenue);

public sealed class PromoCodeFigureQueries(TicketingDbContext db, IOptionsMonitor<SiteOptions> site)
{
    private const int MaxListed = 50;

    /// <summary>The codes with the most orders of the event, in the venue's currency.</summary>
    public async Task<IReadOnlyList<PromoCodeFigures>> GetForEventAsync(Guid eventId, CancellationToken ct)
    {
        var currency = site.CurrentValue.Currency;
        var sold = db.Sold().Where(o => o.EventId == eventId && o.Currency == currency && o.PromoCodeId != null);
        var orders = await sold.GroupBy(o => o.PromoCodeId!.Value)
            .Select(group => new
            {
                Id = group.Key,
                Code = group.Max(o => o.PromoCode)!,
                Count = group.Count(),
                Total = group.Sum(o => o.Total),
            })
            .OrderByDescending(code => code.Count)
            .ThenBy(code => code.Code)
            .Take(MaxListed)
            .ToListAsync(ct);
        if (orders.Count == 0)
        {
            return [];
        }

        var lines = await sold.SelectMany(o => o.Lines, (o, line) => new { Id = o.PromoCodeId!.Value, Line = line })
            .Where(both => both.Line.UsesCode)
            .GroupBy(both => both.Id)
            .Select(group => new
            {
                group.Key,
                Tickets = group.Sum(both => both.Line.Quantity),
                Discount = group.Sum(both => both.Line.UnitDiscount * both.Line.Quantity),
            })
            .ToDictionaryAsync(sum => sum.Key, ct);
        var refunds = await sold.Join(db.RefundsOfSales(), o => o.Id, r => r.OrderId, (o, r) => new { Id = o.PromoCodeId!.Value, r.Amount })
            .GroupBy(refund => refund.Id)
            .Select(group => new { group.Key, Amount = group.Sum(refund => refund.Amount) })
            .ToDictionaryAsync(sum => sum.Key, sum => sum.Amount, ct);
        return
        [
            .. orders.Select(code => new PromoCodeFigures(
                code.Id,
                code.Code,
                code.Count,
                lines.GetValueOrDefault(code.Id)?.Tickets ?? 0,
                new Money(lines.GetValueOrDefault(code.Id)?.Discount ?? 0, currency),
                new Money(code.Total - refunds.GetValueOrDefault(code.Id), currency)
            )),
        ];
    }
}
