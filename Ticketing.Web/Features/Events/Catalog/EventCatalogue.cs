using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Paging;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Events.Catalog;

/// <param name="Next">Null on the last page.</param>
public sealed record UpcomingEventsPage(IReadOnlyList<Event> Events, PagePosition? Next);

/// <summary>Public events; read only. Pages, mails and documents get them in the current language, programs as they were written.</summary>
public sealed class EventCatalogue(TicketingDbContext db, TimeProvider clock)
{
    private const int MaxListed = 200;
    private const int MaxSearchedPast = 500;
    private const int MaxNext = 12;
    private static readonly PagePosition BeforeAll = new(DateTimeOffset.UnixEpoch, Guid.Empty, Newer: true);

    /// <summary>Includes current events; soonest first. With a typo in the search only if nothing else matches, past or upcoming.</summary>
    /// <param name="search">As in <see cref="EventSearch"/>. Null or empty matches all.</param>
    public async Task<IReadOnlyList<Event>> GetUpcomingAsync(string? search, CancellationToken ct)
    {
        var upcoming = string.IsNullOrEmpty(search) ? Upcoming(null) : await FindAsync(Upcoming(null), search, SearchedPast, ct);
        return Show(await upcoming.OrderBy(e => e.StartsAt).Take(MaxListed).ToListAsync(ct));
    }

    /// <summary>Includes current events; soonest first. As they were written.</summary>
    /// <param name="search">
    /// All words must occur in title, kind, summary, description, line-up or location. Null or empty matches all.
    /// </param>
    /// <param name="position">Null for the first page.</param>
    public async Task<UpcomingEventsPage> GetUpcomingPageAsync(string? search, PagePosition? position, int size, CancellationToken ct)
    {
        var start = (position ?? BeforeAll) with { Newer = true };
        var found = await Upcoming(search).StartAt(start, e => e.StartsAt, e => e.Id).Take(size + 1).ToListAsync(ct);
        return found.Count > size && found[size - 1] is { StartsAt: var at, Id: var id }
            ? new UpcomingEventsPage(found[..size], new PagePosition(at, id, Newer: true))
            : new UpcomingEventsPage(found, null);
    }

    /// <summary>A few that have not started; soonest first.</summary>
    public async Task<IReadOnlyList<Event>> GetNextAsync(Guid except, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var next = PublicWithTicketTypes.Where(e => e.Id != except && e.Status == EventStatus.Active && e.StartsAt > now);
        return Show(await next.OrderBy(e => e.StartsAt).ThenBy(e => e.Id).Take(MaxNext).ToListAsync(ct));
    }

    /// <summary>Latest first, without cancelled ones.</summary>
    /// <param name="search">As in <see cref="EventSearch"/>, among the latest. Null or empty matches all.</param>
    public async Task<IReadOnlyList<Event>> GetPastAsync(string? search, CancellationToken ct)
    {
        var past = string.IsNullOrEmpty(search) ? Past : await FindAsync(SearchedPast, search, others: null, ct);
        return Show(await past.OrderByDescending(e => e.StartsAt).Take(MaxListed).ToListAsync(ct));
    }

    public async Task<Event?> FindAsync(string slug, CancellationToken ct) =>
        (await PublicWithTicketTypes.FirstOrDefaultAsync(e => e.Slug == slug, ct))?.ShowIn(Language.Current);

    /// <summary>As it was written.</summary>
    public Task<Event?> FindAsync(Guid id, CancellationToken ct) => PublicWithTicketTypes.FirstOrDefaultAsync(e => e.Id == id, ct);

    public async Task<Event?> FindWithoutTicketTypesAsync(string slug, CancellationToken ct) =>
        (await Public.FirstOrDefaultAsync(e => e.Slug == slug, ct))?.ShowIn(Language.Current);

    /// <summary>Returns null if no public event had this slug before.</summary>
    public Task<string?> FindCurrentSlugAsync(string former, CancellationToken ct) =>
        db.Set<FormerSlug>().Where(s => s.Slug == former).Join(Public, s => s.EventId, e => e.Id, (_, e) => e.Slug).FirstOrDefaultAsync(ct);

    public async Task<Event> GetAsync(Guid id, CancellationToken ct) =>
        (await db.Set<Event>().AsNoTracking().Include(e => e.TicketTypes.OrderBy(t => t.Position)).SingleAsync(e => e.Id == id, ct)).ShowIn(
            Language.Current
        );

    private IQueryable<Event> Public => db.Set<Event>().AsNoTracking().Where(e => e.Status != EventStatus.Inactive);

    private IQueryable<Event> PublicWithTicketTypes => Public.AsSplitQuery().Include(e => e.TicketTypes.OrderBy(t => t.Position));

    private IQueryable<Event> Upcoming(string? search)
    {
        var now = clock.GetUtcNow();
        var assumed = now - Event.AssumedLength;
        return Matching(search).Where(e => e.Status == EventStatus.Postponed || (e.EndsAt == null ? e.StartsAt > assumed : e.EndsAt > now));
    }

    private IQueryable<Event> Past
    {
        get
        {
            var now = clock.GetUtcNow();
            var assumed = now - Event.AssumedLength;
            return PublicWithTicketTypes.Where(e =>
                (e.EndsAt == null ? e.StartsAt <= assumed : e.EndsAt <= now) && e.Status == EventStatus.Active
            );
        }
    }

    private IQueryable<Event> SearchedPast => Past.OrderByDescending(e => e.StartsAt).Take(MaxSearchedPast);

    private static List<Event> Show(List<Event> events)
    {
        events.ForEach(e => e.ShowIn(Language.Current));
        return events;
    }

    /// <param name="others">A typo is forgiven only if none of these matches without one. Null for none.</param>
    private async Task<IQueryable<Event>> FindAsync(
        IQueryable<Event> events,
        string search,
        IQueryable<Event>? others,
        CancellationToken ct
    )
    {
        var texts = await GetTextsAsync(events, ct);
        var found = EventSearch.FindExact(texts, search);
        if (found.Count == 0 && (others is null || EventSearch.FindExact(await GetTextsAsync(others, ct), search).Count == 0))
        {
            found = EventSearch.FindAlmost(texts, search);
        }

        return PublicWithTicketTypes.Where(e => found.Contains(e.Id));
    }

    private static Task<List<SearchableEvent>> GetTextsAsync(IQueryable<Event> events, CancellationToken ct) =>
        events.Select(e => new SearchableEvent(e.Id, e.SearchText, e.TimeZone, e.DoorsAt, e.StartsAt, e.EndsAt)).ToListAsync(ct);

    private IQueryable<Event> Matching(string? search) => Matching(PublicWithTicketTypes, search);

    internal static IQueryable<Event> Matching(IQueryable<Event> all, string? search) =>
        SearchNormalizer
            .Normalize(search ?? "")
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Take(8)
            .Select(word => $"%{LikePattern.Escape(word)}%")
            .Aggregate(all, (events, pattern) => events.Where(e => EF.Functions.Like(e.SearchText, pattern, LikePattern.EscapeCharacter)));
}
