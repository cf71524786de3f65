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

        // Whoever uses the code already may change tickets, whatever others at the same address have typed.
        var tooMany = guesses.AreTooMany(address);
        var code = key.Length > 2 * PromoCode.MaxLength || (tooMany && own is null) ? null : await FindAsync(slug, key, ct);
        if (tooMany && (code is null || code.Id != own?.CodeId))
        {
            return new FoundCode(null, new CodeRefusal.TooManyGuesses());
        }

        if (code is not null)
        {
            return new FoundCode(code, code.FindRefusal(clock.GetUtcNow(), own?.CodeId == code.Id ? own : null));
        }

        // At a former address of the event, the answer says nothing about codes.
        if (await db.Set<Event>().AnyAsync(e => e.Slug == slug, ct))
        {
            guesses.Count(address, key);
        }

        return new FoundCode(null, new CodeRefusal.Unknown());
    }

    /// <summary>True if there is any code for this event that has not ended.</summary>
    public Task<bool> HasAnyAsync(Guid eventId, CancellationToken ct) => events.ContainAsync(eventId, db, ct);

    // An event's own code comes before one for all events that is called the same.
    private Task<PromoCode?> FindAsync(string slug, string key, CancellationToken ct) =>
        db.Set<PromoCode>()
            .AsNoTracking()
            .Where(c => c.CodeKey == key)
            .Where(c => db.Set<Event>().Any(e => e.Slug == slug && (c.EventId == null || e.Id == c.EventId)))
            .OrderBy(c => c.EventId == null)
            .FirstOrDefaultAsync(ct);
}
