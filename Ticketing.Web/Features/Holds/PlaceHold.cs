using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Inventory;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Holds;

/// <param name="Quantities">By ticket type; 0 or less is ignored.</param>
public sealed record HoldRequest(string Slug, IReadOnlyDictionary<Guid, int> Quantities, string BrowserKey);

/// <summary>All or nothing.</summary>
public sealed class PlaceHold(
    TicketingDbContext db,
    Stock stock,
    TicketHolds holds,
    SaleRules rules,
    IOptionsMonitor<HoldOptions> options,
    TimeProvider clock
)
{
    public const int MaxHoldsPerBrowser = 2;
    private const int MaxAttempts = 3;

    public async Task<HoldOutcome> PlaceAsync(HoldRequest request, CancellationToken ct)
    {
        var wanted = request.Quantities.Where(q => q.Value > 0).Select(q => new StockLine(q.Key, q.Value)).ToArray();
        if (wanted.Length == 0)
        {
            return new HoldOutcome.NothingChosen();
        }

        await ExpireDueAsync(request, ct);
        for (var tries = 1; ; tries++)
        {
            var outcome = await db.WriteAsync(() => TryPlaceAsync(request, wanted, ct), result => result is HoldOutcome.Placed, ct);
            if (outcome is not HoldOutcome.OutOfStock)
            {
                return outcome;
            }

            // Another buyer was faster between our check and our update: report what is left, or retry if it is enough again.
            var shortOf = HoldRules.CheckStock((await FindEventAsync(request.Slug, ct))!, wanted);
            if (shortOf.Count > 0 || tries == MaxAttempts)
            {
                return new HoldOutcome.Refused(shortOf);
            }
        }
    }

    private async Task<HoldOutcome> TryPlaceAsync(HoldRequest request, StockLine[] wanted, CancellationToken ct)
    {
        var @event = await FindEventAsync(request.Slug, ct);
        if (@event is null || !@event.IsPublic)
        {
            return new HoldOutcome.EventNotFound();
        }

        if (@event.Status != EventStatus.Active)
        {
            return new HoldOutcome.EventNotActive(@event.Status);
        }

        var refused = HoldRules.Check(@event, wanted, rules);
        if (refused.Count > 0)
        {
            return new HoldOutcome.Refused(refused);
        }

        var open = await OpenHoldsAsync(request.BrowserKey, ct);
        if (open.Count >= MaxHoldsPerBrowser)
        {
            return new HoldOutcome.TooManyHolds([.. open.Select(h => h.Listed)]);
        }

        return await stock.HoldAsync(@event.Id, wanted, ct) is StockResult.Taken
            ? await SaveAsync(@event, wanted, request.BrowserKey, open.Any(h => h.Slot == 1) ? 2 : 1, ct)
            : new HoldOutcome.OutOfStock();
    }

    private async Task<HoldOutcome> SaveAsync(Event @event, StockLine[] wanted, string browserKey, int slot, CancellationToken ct)
    {
        var hold = Hold.Create(@event, wanted, browserKey, slot, clock.GetUtcNow(), options.CurrentValue.Lifetime);
        db.Add(hold);
        await db.SaveChangesAsync(ct);
        return new HoldOutcome.Placed(hold.Code, hold.ExpiresAt);
    }

    private Task<Event?> FindEventAsync(string slug, CancellationToken ct) =>
        db.Set<Event>().AsNoTracking().Include(e => e.TicketTypes).FirstOrDefaultAsync(e => e.Slug == slug, ct);

    // Expired holds must not count, even if the background job lags.
    private Task ExpireDueAsync(HoldRequest request, CancellationToken ct)
    {
        var eventIds = db.Set<Event>().Where(e => e.Slug == request.Slug).Select(e => e.Id);
        var due = holds.Due().Where(h => eventIds.Contains(h.EventId) || h.BrowserKey == request.BrowserKey);
        return holds.ExpireAllAsync(due, ct);
    }

    private async Task<List<(int Slot, OpenHold Listed)>> OpenHoldsAsync(string browserKey, CancellationToken ct)
    {
        var open = await db.Set<Hold>()
            .Where(h => h.BrowserKey == browserKey && (h.Status == HoldStatus.Live || h.Status == HoldStatus.InPayment))
            .Join(
                db.Set<Event>(),
                h => h.EventId,
                e => e.Id,
                (h, e) =>
                    new
                    {
                        h.Slot,
                        h.Code,
                        e.Title,
                        h.ExpiresAt,
                    }
            )
            .ToListAsync(ct);
        return [.. open.Select(h => (h.Slot, new OpenHold(h.Code, h.Title, h.ExpiresAt)))];
    }
}
