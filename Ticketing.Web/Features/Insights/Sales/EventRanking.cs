using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Insights.Sales;

public sealed record RankedEvent(Guid Id, string Title, DateTimeOffset StartsAt, SalesTotals Totals);

public sealed class EventRanking(TicketingDbContext db)
{
    /// <summary>By revenue, then by tickets.</summary>
    public async Task<IReadOnlyList<RankedEvent>> GetTopAsync(SalesReport sales, int max, CancellationToken ct)
    {
        var best = sales
            .Events.OrderByDescending(e => e.Value.Revenue)
            .ThenByDescending(e => e.Value.Tickets)
            .ThenBy(e => e.Key)
            .Take(max)
            .ToList();
        var ids = best.Select(e => e.Key).ToList();
        var events = await db.Set<Event>()
            .AsNoTracking()
            .Where(e => ids.Contains(e.Id))
            .Select(e => new
            {
                e.Id,
                e.Title,
                e.StartsAt,
            })
            .ToDictionaryAsync(e => e.Id, ct);
        return [.. best.Select(e => new RankedEvent(e.Key, events[e.Key].Title, events[e.Key].StartsAt, e.Value))];
    }
}
