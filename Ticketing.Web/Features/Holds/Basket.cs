using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Languages;

namespace Ticketing.Features.Holds;

/// <param name="Event">In the current language.</param>
public sealed record BasketItem(Hold Hold, Event Event)
{
    public int Count => Hold.Lines.Sum(line => line.Quantity);

    public bool IsInPayment => Hold.Status == HoldStatus.InPayment;
}

/// <summary>The tickets that one browser holds.</summary>
public sealed class Basket(TicketingDbContext db, TimeProvider clock)
{
    /// <summary>Longest held first.</summary>
    public async Task<IReadOnlyList<BasketItem>> GetAsync(string browserKey, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return [.. (await GetUnendedAsync(browserKey, ct)).Where(item => item.Hold.IsOpen(now))];
    }

    /// <summary>The browser's hold for this event that the next one replaces.</summary>
    /// <returns>Null if there is none, or only one in payment.</returns>
    public async Task<Hold?> FindReplaceableAsync(string browserKey, Guid eventId, CancellationToken ct) =>
        (await GetAsync(browserKey, ct)).LastOrDefault(item => item.Hold.EventId == eventId && !item.IsInPayment)?.Hold;

    /// <summary>Lets the event show as available what the browser holds of it and can exchange.</summary>
    public async Task ExcludeOwnAsync(Event @event, string browserKey, CancellationToken ct)
    {
        var own = (await GetAsync(browserKey, ct)).Where(item => item.Hold.EventId == @event.Id && !item.IsInPayment);
        @event.ExcludeHeld([.. own.SelectMany(item => item.Hold.GetStockLines())]);
    }

    /// <summary>Including those that have run out but still have their stock.</summary>
    internal async Task<IReadOnlyList<BasketItem>> GetUnendedAsync(string browserKey, CancellationToken ct)
    {
        var items = await db.Set<Hold>()
            .AsNoTracking()
            .AsSplitQuery()
            .Include(h => h.Lines)
            .Where(h => h.BrowserKey == browserKey && (h.Status == HoldStatus.Live || h.Status == HoldStatus.InPayment))
            .OrderBy(h => h.Id)
            .Join(db.Set<Event>().AsNoTracking().Include(e => e.TicketTypes), h => h.EventId, e => e.Id, (h, e) => new BasketItem(h, e))
            .ToListAsync(ct);
        items.ForEach(item => item.Event.ShowIn(Language.Current));
        return items;
    }
}
