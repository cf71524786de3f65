using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Promotions;

/// <param name="Code">Null if it is unknown or was not looked up.</param>
/// <param name="Refusal">Null if it can be used now, or if nothing was typed.</param>
public sealed record FoundCode(PromoCode? Code, CodeRefusal? Refusal)
{
    public static FoundCode None { get; } = new(null, null);

    /// <summary>Does nothing if it cannot be used now.</summary>
    /// <param name="event">A copy that is not saved.</param>
    public void ApplyTo(Event @event, string currency)
    {
        if (Refusal is null)
        {
            Code?.ApplyTo(@event, currency);
        }
    }
}

/// <summary>Finds what a buyer has typed.</summary>
public sealed class PromoCodeLookup(TicketingDbContext db, EventsWithCodes events, CodeGuesses guesses, TimeProvider clock)
{
    /// <param name="typed">Empty if the buyer has none.</param>
    /// <param name="address">The buyer's, for <see cref="CodeGuesses"/>.</param>
    /// <param name="own">What the buyer uses of it already and would give back.</param>
    public async Task<FoundCode> FindAsync(string slug, string typed, string address, CancellationToken ct, CodeUse? own = null)
    {
        var key = PromoCode.ToKey(typed);
        if (key.Length == 0)
        {
            return FoundCode.None;
        }

        if (guesses.AreTooMany(address))
        {
            return new FoundCode(null, new CodeRefusal.TooManyGuesses());
        }

        if (key.Length <= 2 * PromoCode.MaxLength && await FindAsync(slug, key, ct) is { } code)
        {
            return new FoundCode(code, code.FindRefusal(clock.GetUtcNow(), own?.CodeId == code.Id ? own : null));
        }

        guesses.Count(address);
        return new FoundCode(null, new CodeRefusal.Unknown());
    }

    /// <summary>True if there is any code for this event that has not ended.</summary>
    public Task<bool> HasAnyAsync(Guid eventId, CancellationToken ct) => events.ContainAsync(eventId, db, ct);

    // An event's own code comes before one for all events that is called the same.
    private Task<PromoCode?> FindAsync(string slug, string key, CancellationToken ct) =>
        db.Set<PromoCode>()
            .AsNoTracking()
            .Where(c => c.CodeKey == key)
            .Where(c => c.EventId == null || db.Set<Event>().Any(e => e.Id == c.EventId && e.Slug == slug))
            .OrderBy(c => c.EventId == null)
            .FirstOrDefaultAsync(ct);
}
