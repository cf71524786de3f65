using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Paging;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Events.Catalog;

/// <param name="Next">Null on the last page.</param>
public sealed record UpcomingEventsPage(IReadOnlyList<Event> Events, PagePosition? Next);

/// <summary>Public events; read only.</summary>
public sealed class EventCatalogue(TicketingDbContext db, TimeProvider clock)
{
    private const int MaxListed = 200;
    private static readonly PagePosition BeforeAll = new(DateTimeOffset.UnixEpoch, Guid.Empty, Newer: true);

    /// <summary>Includes current events; soonest first.</summary>
    /// <param name="search">All words must occur in title, kind, summary, description or location. Null or empty matches all.</param>
    public async Task<IReadOnlyList<Event>> GetUpcomingAsync(string? search, CancellationToken ct) =>
        await Upcoming(search).OrderBy(e => e.StartsAt).Take(MaxListed).ToListAsync(ct);

    /// <inheritdoc cref="GetUpcomingAsync"/>
    /// <param name="position">Null for the first page.</param>
    public async Task<UpcomingEventsPage> GetUpcomingPageAsync(string? search, PagePosition? position, int size, CancellationToken ct)
    {
        var start = (position ?? BeforeAll) with { Newer = true };
        var found = await Upcoming(search).StartAt(start, e => e.StartsAt, e => e.Id).Take(size + 1).ToListAsync(ct);
        return found.Count > size && found[size - 1] is { StartsAt: var at, Id: var id }
            ? new UpcomingEventsPage(found[..size], new PagePosition(at, id, Newer: true))
            : new UpcomingEventsPage(found, null);
    }

    /// <summary>Latest first, without cancelled ones.</summary>
    public async Task<IReadOnlyList<Event>> GetPastAsync(string? search, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var assumed = now - Event.AssumedLength;
        return await Matching(search)
            .Where(e => (e.EndsAt == null ? e.StartsAt <= assumed : e.EndsAt <= now) && e.Status == EventStatus.Active)
            .OrderByDescending(e => e.StartsAt)
            .Take(MaxListed)
            .ToListAsync(ct);
    }

    public Task<Event?> FindAsync(string slug, CancellationToken ct) => PublicWithTicketTypes.FirstOrDefaultAsync(e => e.Slug == slug, ct);

    public Task<Event?> FindAsync(Guid id, CancellationToken ct) => PublicWithTicketTypes.FirstOrDefaultAsync(e => e.Id == id, ct);

    public Task<Event?> FindWithoutTicketTypesAsync(string slug, CancellationToken ct) =>
        Public.FirstOrDefaultAsync(e => e.Slug == slug, ct);

    /// <summary>Returns null if no public event had this slug before.</summary>
    public Task<string?> FindCurrentSlugAsync(string former, CancellationToken ct) =>
        db.Set<FormerSlug>().Where(s => s.Slug == former).Join(Public, s => s.EventId, e => e.Id, (_, e) => e.Slug).FirstOrDefaultAsync(ct);

    public Task<Event> GetAsync(Guid id, CancellationToken ct) =>
        db.Set<Event>().AsNoTracking().Include(e => e.TicketTypes.OrderBy(t => t.Position)).SingleAsync(e => e.Id == id, ct);

    private IQueryable<Event> Public => db.Set<Event>().AsNoTracking().Where(e => e.Status != EventStatus.Inactive);

    private IQueryable<Event> PublicWithTicketTypes => Public.AsSplitQuery().Include(e => e.TicketTypes.OrderBy(t => t.Position));

    private IQueryable<Event> Upcoming(string? search)
    {
        var now = clock.GetUtcNow();
        var assumed = now - Event.AssumedLength;
        return Matching(search).Where(e => e.EndsAt == null ? e.StartsAt > assumed : e.EndsAt > now);
    }

    private IQueryable<Event> Matching(string? search) => Matching(PublicWithTicketTypes, search);

    internal static IQueryable<Event> Matching(IQueryable<Event> all, string? search) =>
        SearchNormalizer
            .Normalize(search ?? "")
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Take(8)
            .Select(word => $"%{LikePattern.Escape(word)}%")
            .Aggregate(all, (events, pattern) => events.Where(e => EF.Functions.Like(e.SearchText, pattern, LikePattern.EscapeCharacter)));
}
