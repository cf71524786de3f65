using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;

namespace Ticketing.Features.Insights.Today;

internal static class UpcomingEvents
{
    // Longer than any event; bounds the index scan.
    private static readonly TimeSpan MaxEventLength = TimeSpan.FromDays(31);

    /// <summary>Public events that are not over, soonest first. Admitted is always 0.</summary>
    public static async Task<IReadOnlyList<UpcomingEvent>> GetUpcomingEventsAsync(
        this DbContext db,
        DateTimeOffset now,
        DateTimeOffset? until,
        int max,
        CancellationToken ct
    )
    {
        var (assumed, earliest) = (now - Event.AssumedLength, now - MaxEventLength);
        var rows = await db.Set<Event>()
            .AsNoTracking()
            .Where(e => (e.Status == EventStatus.Active || e.Status == EventStatus.Postponed) && e.StartsAt > earliest)
            .Where(e => e.EndsAt == null ? e.StartsAt > assumed : e.EndsAt > now)
            .Where(e => until == null || e.StartsAt < until)
            .OrderBy(e => e.StartsAt)
            .ThenBy(e => e.Id)
            .Take(max)
            .Select(e => new
            {
                Event = e,
                Places = e.TicketTypes.Where(t => !t.IsWithdrawn).Sum(t => t.Capacity)
                    + e.TicketTypes.Where(t => t.IsWithdrawn).Sum(t => t.Held + t.Sold),
            })
            .ToListAsync(ct);
        return [.. rows.Select(row => new UpcomingEvent(row.Event, Math.Min(row.Places, row.Event.Capacity ?? int.MaxValue), Admitted: 0))];
    }
}
