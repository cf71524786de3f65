using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Data;
using Ticketing.Events;
using Ticketing.Settings;

namespace Ticketing.Holds;

/// <summary>
/// Holds tickets for a sale at the box office. Staff sell before and after the online sale and beyond the limits per order; never what
/// is sold out or withdrawn, nor for an event that is not active.
/// </summary>
public sealed class HoldForStaff(TicketingDbContext db, Stock stock, TicketHolds holds, IOptionsMonitor<HoldOptions> options, TimeProvider clock)
{
    /// <summary>Of one ticket type: more is a slip of the finger.</summary>
    public const int MostPerType = 200;

    /// <summary>Inside the caller's write, who rolls back unless it is <see cref="HoldOutcome.Placed"/>.</summary>
    /// <param name="key">Names the sale, as a browser's key names a browser.</param>
    /// <returns>Null where the stock said no: after the rollback <see cref="ShortAsync"/> tells what of.</returns>
    public async Task<HoldOutcome?> TakeAsync(Guid eventId, IReadOnlyCollection<StockLine> wanted, string key, CancellationToken ct)
    {
        if (wanted.Count == 0)
        {
            return new HoldOutcome.NothingChosen();
        }

        var @event = await ReadAsync(eventId, ct);
        if (@event is null || @event.Status != EventStatus.Active)
        {
            return @event is null ? new HoldOutcome.NoSuchEvent() : new HoldOutcome.EventOff(@event.Status);
        }

        var refused = HoldRules.CheckForStaff(@event, wanted);
        if (refused.Count > 0)
        {
            return new HoldOutcome.Refused(refused);
        }

        if (await stock.HoldAsync(eventId, wanted, ct) is not null)
        {
            return null;
        }

        var hold = Hold.Of(@event, wanted, key, slot: 1, clock.GetUtcNow(), options.CurrentValue.Lifetime);
        db.Add(hold);
        await db.SaveChangesAsync(ct);
        return new HoldOutcome.Placed(hold.Code, hold.ExpiresAt);
    }

    /// <summary>Empty where enough came back meanwhile.</summary>
    public async Task<IReadOnlyList<RefusedLine>> ShortAsync(Guid eventId, IReadOnlyCollection<StockLine> wanted, CancellationToken ct) =>
        HoldRules.CheckStock((await ReadAsync(eventId, ct))!, wanted);

    /// <summary>What has run out must not stand in the way, however late the expiry pass is. Each in a write of its own.</summary>
    public async Task ExpireDueAsync(Guid eventId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = await db.Set<Hold>().Where(h => h.EventId == eventId && h.Status == HoldStatus.Live && h.ExpiresAt <= now).Select(h => h.Id).ToListAsync(ct);
        foreach (var id in due)
        {
            await holds.ExpireAsync(id, ct);
        }
    }

    private Task<Event?> ReadAsync(Guid id, CancellationToken ct) =>
        db.Set<Event>().AsNoTracking().Include(e => e.TicketTypes).FirstOrDefaultAsync(e => e.Id == id, ct);
}
