using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Insights.Exports;

/// <param name="StartsAt">With the offset of the event's time zone.</param>
internal sealed record EventName(string Title, DateTimeOffset StartsAt);

internal static class EventNameQueries
{
    public static async Task<Dictionary<Guid, EventName>> GetEventNamesAsync(
        this TicketingDbContext db,
        IEnumerable<Guid> events,
        CancellationToken ct
    )
    {
        var ids = events.Distinct().ToList();
        var rows = await db.Set<Event>()
            .AsNoTracking()
            .Where(e => ids.Contains(e.Id))
            .Select(e => new
            {
                e.Id,
                e.Title,
                e.StartsAt,
                e.TimeZone,
            })
            .ToListAsync(ct);
        return rows.ToDictionary(
            row => row.Id,
            row => new EventName(row.Title, TimeZoneInfo.ConvertTime(row.StartsAt, TimeZoneInfo.FindSystemTimeZoneById(row.TimeZone)))
        );
    }
}
