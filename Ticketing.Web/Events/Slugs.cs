using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Ticketing.Data;

namespace Ticketing.Events;

/// <summary>
/// A slug that was public stays with its event forever, so one query over current and former slugs tells whether it is taken, even while
/// others change.
/// </summary>
public sealed partial class Slugs(TicketingDbContext db)
{
    public const int MaxLength = 100;
    private const int RoomForNumber = 5;
    private const string Nameless = "concert";

    public static bool IsWellFormed(string slug) => slug.Length <= MaxLength && Pattern.IsMatch(slug);

    /// <summary>"Nadia Karim’s Quartet" → "nadia-karims-quartet".</summary>
    public static string From(string title)
    {
        var words = Apart.Replace(SearchText.Fold(title).Replace("'", "", StringComparison.Ordinal), "-").Trim('-');
        var cut = words[..Math.Min(words.Length, MaxLength - RoomForNumber)].Trim('-');
        return cut.Length > 0 ? cut : Nameless;
    }

    /// <param name="for">Its own slugs count as free; null for a new event.</param>
    public async Task<bool> IsTakenAsync(string slug, Guid? @for, CancellationToken ct) =>
        await db.Set<Event>().Where(e => e.Slug == slug && e.Id != @for).Select(e => e.Id)
            .Union(db.Set<FormerSlug>().Where(s => s.Slug == slug && s.EventId != @for).Select(s => s.EventId))
            .AnyAsync(ct);

    /// <summary>Appends the first free number if needed.</summary>
    public async Task<string> FreeAsync(string wish, Guid? @for, CancellationToken ct)
    {
        for (var number = 1; ; number++)
        {
            var slug = number == 1 ? wish : string.Create(CultureInfo.InvariantCulture, $"{wish[..Math.Min(wish.Length, MaxLength - RoomForNumber)]}-{number}");
            if (!await IsTakenAsync(slug, @for, ct))
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
    private static partial Regex Apart { get; }
}
