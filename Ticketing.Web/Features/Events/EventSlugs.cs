using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Events;

/// <summary>
/// A slug that was public stays with its event forever, so one query over current and former slugs tells whether it is taken, even while
/// others change.
/// </summary>
public sealed partial class EventSlugs(TicketingDbContext db)
{
    public const int MaxLength = 100;
    private const int SuffixLength = 5;
    private const string Fallback = "concert";

    public static bool IsWellFormed(string slug) => slug.Length <= MaxLength && Pattern.IsMatch(slug);

    /// <summary>"Nadia Karim’s Quartet" → "nadia-karims-quartet".</summary>
    public static string From(string title)
    {
        var words = Separators.Replace(SearchNormalizer.Normalize(title).Replace("'", "", StringComparison.Ordinal), "-").Trim('-');
        var cut = words[..Math.Min(words.Length, MaxLength - SuffixLength)].Trim('-');
        return cut.Length > 0 ? cut : Fallback;
    }

    /// <param name="eventId">Its own slugs count as free; null for a new event.</param>
    public async Task<bool> IsTakenAsync(string slug, Guid? eventId, CancellationToken ct) =>
        await db.Set<Event>()
            .Where(e => e.Slug == slug && e.Id != eventId)
            .Select(e => e.Id)
            .Union(db.Set<FormerSlug>().Where(s => s.Slug == slug && s.EventId != eventId).Select(s => s.EventId))
            .AnyAsync(ct);

    /// <summary>Appends the first free number if needed.</summary>
    public async Task<string> FindFreeAsync(string wanted, Guid? eventId, CancellationToken ct)
    {
        for (var number = 1; ; number++)
        {
            var slug =
                number == 1
                    ? wanted
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"{wanted[..Math.Min(wanted.Length, MaxLength - SuffixLength)]}-{number}"
                    );
            if (!await IsTakenAsync(slug, eventId, ct))
            {
                return slug;
            }
        }
    }

    /// <summary>Keeps the old slug as a former one. Requires the event's lock.</summary>
    public async Task ChangeAsync(Event @event, string slug, CancellationToken ct)
    {
        await db.Set<FormerSlug>().Where(s => s.Slug == slug && s.EventId == @event.Id).ExecuteDeleteAsync(ct);
        db.Add(new FormerSlug { Slug = @event.Slug, EventId = @event.Id });
        @event.Slug = slug;
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Pattern { get; }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Separators { get; }
}
