using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Promotions;

/// <summary>
/// Events that have codes: only their pages have a field for one. Read once every few seconds by each process, because pages are
/// rendered every second in a rush.
/// </summary>
public sealed class EventsWithCodes(TimeProvider clock)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(5);
    private Known? known;

    public async Task<bool> ContainAsync(Guid eventId, TicketingDbContext db, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (known is not { } current || (now - current.ReadAt).Duration() >= MaxAge)
        {
            var ids = await db.Set<PromoCode>()
                .Where(c => c.EndedAt == null && (c.EndsAt == null || c.EndsAt > now))
                .Select(c => c.EventId ?? Guid.Empty)
                .Distinct()
                .ToListAsync(ct);
            known = current = new Known(now, [.. ids]);
        }

        return current.Ids.Contains(eventId) || current.Ids.Contains(Guid.Empty);
    }

    /// <summary>Staff changed a code: their own process shows it at once.</summary>
    public void Forget() => known = null;

    /// <param name="Ids">Empty for codes for all events.</param>
    private sealed record Known(DateTimeOffset ReadAt, HashSet<Guid> Ids);
}
