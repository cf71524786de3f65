using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Features.Events.Inventory;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Events.Catalog;

/// <summary>Events are open at the box office and at the door until they end. Online sales end earlier: <see cref="SaleRules"/>.</summary>
public sealed class OpenEvents(TicketingDbContext db, IOptionsMonitor<EventOptions> options, TimeProvider clock)
{
    private const int MaxListed = 200;

    private TimeSpan OpenAfterStart => options.CurrentValue.OpenAfterStart;

    public DateTimeOffset GetEnd(Event @event) => @event.EndsAt ?? @event.StartsAt + OpenAfterStart;

    /// <summary>Staff can sell tickets for it.</summary>
    public bool IsOpen(Event @event) => @event.Status == EventStatus.Active && !IsOver(@event);

    public bool IsOver(Event @event) => GetEnd(@event) <= clock.GetUtcNow();

    /// <summary>Active events that are not over, for the box office, as they were written; soonest first.</summary>
    public async Task<IReadOnlyList<Event>> ListAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var earliest = now - OpenAfterStart;
        return await db.Set<Event>()
            .AsNoTracking()
            .AsSplitQuery()
            .Include(e => e.TicketTypes.OrderBy(t => t.Position))
            .Where(e => e.Status == EventStatus.Active && (e.EndsAt == null ? e.StartsAt > earliest : e.EndsAt > now))
            .OrderBy(e => e.StartsAt)
            .Take(MaxListed)
            .ToListAsync(ct);
    }
}
