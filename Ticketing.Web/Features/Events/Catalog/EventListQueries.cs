using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events.Inventory;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Events.Catalog;

public enum EventFilter
{
    /// <summary>With those that wait for a new date.</summary>
    Upcoming,
    Past,
    Drafts,
    Cancelled,

    /// <summary>Drafts that were put away.</summary>
    Archived,
}

/// <param name="Capacity">The event's limit or the sum of its ticket types', whichever is less.</param>
public sealed record ListedEvent(Event Event, int Capacity);

public sealed record EventListPage(IReadOnlyList<ListedEvent> Items, bool HasMore);

public sealed class EventListQueries(TicketingDbContext db, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <param name="page">From 1.</param>
    public async Task<EventListPage> GetPageAsync(EventFilter filter, string search, int page, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var assumed = now - Event.AssumedLength;
        var events = EventCatalogue.Matching(db.Set<Event>().AsNoTracking(), search);
        var found = filter switch
        {
            EventFilter.Drafts => events.Where(e => e.Status == EventStatus.Inactive && e.ArchivedAt == null).OrderBy(e => e.StartsAt),
            EventFilter.Archived => events
                .Where(e => e.Status == EventStatus.Inactive && e.ArchivedAt != null)
                .OrderByDescending(e => e.StartsAt),
            EventFilter.Cancelled => events.Where(e => e.Status == EventStatus.Cancelled).OrderByDescending(e => e.StartsAt),
            EventFilter.Past => events
                .Where(e => e.Status == EventStatus.Active && (e.EndsAt == null ? e.StartsAt <= assumed : e.EndsAt <= now))
                .OrderByDescending(e => e.StartsAt),
            _ => events
                .Where(e =>
                    e.Status == EventStatus.Postponed
                    || (e.Status == EventStatus.Active && (e.EndsAt == null ? e.StartsAt > assumed : e.EndsAt > now))
                )
                .OrderBy(e => e.StartsAt),
        };
        var rows = await found
            .ThenBy(e => e.Id)
            .Skip((page - 1) * PageSize)
            .Take(PageSize + 1)
            .Include(e => e.TicketTypes)
            .AsSplitQuery()
            .ToListAsync(ct);
        return new EventListPage([.. rows.Take(PageSize).Select(e => new ListedEvent(e, SaleRules.GetCapacity(e)))], rows.Count > PageSize);
    }

    public async Task<IReadOnlyDictionary<EventFilter, int>> CountByFilterAsync(string search, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var assumed = now - Event.AssumedLength;
        var found = await EventCatalogue
            .Matching(db.Set<Event>().AsNoTracking(), search)
            .GroupBy(e => new
            {
                e.Status,
                IsArchived = e.ArchivedAt != null,
                IsOver = e.EndsAt == null ? e.StartsAt <= assumed : e.EndsAt <= now,
            })
            .Select(group => new
            {
                group.Key.Status,
                group.Key.IsArchived,
                group.Key.IsOver,
                Count = group.Count(),
            })
            .ToListAsync(ct);
        return Enum.GetValues<EventFilter>()
            .ToDictionary(
                filter => filter,
                filter => found.Where(f => GetFilter(f.Status, f.IsArchived, f.IsOver) == filter).Sum(f => f.Count)
            );
    }

    private static EventFilter GetFilter(EventStatus status, bool isArchived, bool isOver) =>
        status switch
        {
            EventStatus.Inactive => isArchived ? EventFilter.Archived : EventFilter.Drafts,
            EventStatus.Cancelled => EventFilter.Cancelled,
            EventStatus.Postponed => EventFilter.Upcoming,
            _ => isOver ? EventFilter.Past : EventFilter.Upcoming,
        };
}
