using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Events;

namespace Ticketing.Insights.Figures;

public sealed record RankedEvent(Guid Id, string Title, DateTimeOffset StartsAt, Tally Tally);

public sealed class EventRanks(TicketingDbContext db)
{
    /// <summary>By revenue, then by tickets.</summary>
    public async Task<IReadOnlyList<RankedEvent>> BestAsync(SalesReport sales, int most, CancellationToken ct)
    {
        var best = sales.Events.OrderByDescending(e => e.Value.Revenue).ThenByDescending(e => e.Value.Tickets).ThenBy(e => e.Key).Take(most).ToList();
        var ids = best.Select(e => e.Key).ToList();
        var events = await db.Set<Event>().AsNoTracking().Where(e => ids.Contains(e.Id))
            .Select(e => new { e.Id, e.Title, e.StartsAt }).ToDictionaryAsync(e => e.Id, ct);
        return [.. best.Select(e => new RankedEvent(e.Key, events[e.Key].Title, events[e.Key].StartsAt, e.Value))];
    }
}
