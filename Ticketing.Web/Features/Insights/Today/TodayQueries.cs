using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Insights.Today;

/// <param name="Capacity">Sellable capacity.</param>
public sealed record UpcomingEvent(Event Event, int Capacity, int Admitted)
{
    public int Left => Capacity - Event.Sold - Event.Held;
}

public sealed class TodayQueries(TicketingDbContext db, TimeProvider clock)
{
    /// <summary>A venue with several rooms may have many on the same day.</summary>
    private const int MaxEvents = 30;

    /// <summary>Current and next events, soonest first.</summary>
    public async Task<IReadOnlyList<UpcomingEvent>> GetUpcomingAsync(CancellationToken ct)
    {
        var rows = await db.GetUpcomingEventsAsync(clock.GetUtcNow(), until: null, MaxEvents, ct);
        var ids = rows.Select(row => row.Event.Id).ToList();
        var admitted = await db.Set<Ticket>()
            .Where(t => ids.Contains(t.EventId) && t.Status == TicketStatus.Valid && t.CheckedInAt != null)
            .GroupBy(t => t.EventId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, ct);
        return [.. rows.Select(row => row with { Admitted = admitted.GetValueOrDefault(row.Event.Id) })];
    }

    public Task<bool> HasEventsAsync(CancellationToken ct) => db.Set<Event>().AnyAsync(ct);
}
