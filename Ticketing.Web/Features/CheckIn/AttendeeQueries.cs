using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.CheckIn;

public sealed record AttendeePage(IReadOnlyList<CheckInTicket> Tickets, bool HasMore);

/// <summary>Everybody who has a ticket for an event, by name.</summary>
public sealed class AttendeeQueries(TicketingDbContext db, ScanQueries scans, CheckInSearch search)
{
    public const int PageSize = 100;

    /// <param name="text">As in <see cref="CheckInSearch"/>; empty for everybody.</param>
    /// <param name="page">From 1; of searches there is one page.</param>
    public async Task<AttendeePage> GetPageAsync(Guid eventId, string text, int page, CancellationToken ct)
    {
        if (text.Length > 0)
        {
            return new AttendeePage((await search.SearchAsync(eventId, text, ct)).Tickets, HasMore: false);
        }

        var ids = await db.Set<Ticket>()
            .Where(t => t.EventId == eventId)
            .OrderBy(t => t.Attendee)
            .ThenBy(t => t.Id)
            .Select(t => t.Id)
            .Skip((page - 1) * PageSize)
            .Take(PageSize + 1)
            .ToListAsync(ct);
        var tickets = await scans.GetTicketsAsync(ids, ct);
        return new AttendeePage([.. ids.Take(PageSize).Select(id => tickets[id].Ticket)], ids.Count > PageSize);
    }
}
