using Microsoft.EntityFrameworkCore;
using Ticketing.Features.ClientBudgets;
using Ticketing.Features.ClientBudgets.Challenges;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Inventory;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Holds;

/// <param name="Browser">The random key in its cookie.</param>
/// <param name="Address">As <see cref="Ticketing.Infrastructure.Hosting.Security.RateLimits.GetAddressKey"/> writes it; not stored.</param>
public sealed record HoldClient(string Browser, string Address);

/// <param name="Quantities">By ticket type; 0 or less is ignored.</param>
/// <param name="Answer">To a challenge that an earlier attempt got, or null.</param>
public sealed record HoldRequest(string Slug, IReadOnlyDictionary<Guid, int> Quantities, HoldClient Client, ChallengeAnswer? Answer = null);

/// <summary>All or nothing.</summary>
public sealed class PlaceHold(
    TicketingDbContext db,
    Stock stock,
    TicketHolds holds,
    SaleRules rules,
    HoldLifetime lifetime,
    BudgetClaims budgets,
    BudgetClients clients,
    BudgetGuard guard,
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
        var (budget, refusal) = await CheckBudgetAsync(request, wanted, ct);
        if (refusal is not null)
        {
            return refusal;
        }

        for (var tries = 1; ; tries++)
        {
            var outcome = await db.WriteAsync(() => TryPlaceAsync(request, wanted, budget, ct), result => result is HoldOutcome.Placed, ct);
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

    /// <summary>Also checks the rules before the write, so that a bot's posts do not keep other buyers waiting.</summary>
    /// <returns>The budget that the hold must claim; null if budgets are off.</returns>
    private async Task<(BudgetRequest? Budget, HoldOutcome? Refusal)> CheckBudgetAsync(
        HoldRequest request,
        StockLine[] wanted,
        CancellationToken ct
    )
    {
        if (!budgets.AreEnabled)
        {
            return (null, null);
        }

        var @event = await FindEventAsync(request.Slug, ct);
        if (CheckRules(@event, wanted) is { } refused)
        {
            return (null, refused);
        }

        var client = await clients.CreateAsync(@event!.Id, request.Client.Address, request.Client.Browser, ct);
        var budget = new BudgetRequest(client, request.Client.Browser, wanted.Sum(line => line.Quantity), request.Answer);
        return (budget, ToRefusal(await guard.CheckAsync(@event, budget, ct)));
    }

    private async Task<HoldOutcome> TryPlaceAsync(HoldRequest request, StockLine[] wanted, BudgetRequest? budget, CancellationToken ct)
    {
        var @event = await FindEventAsync(request.Slug, ct);
        if (CheckRules(@event, wanted) is { } refused)
        {
            return refused;
        }

        var open = await OpenHoldsAsync(request.Client.Browser, ct);
        if (open.Count >= MaxHoldsPerBrowser)
        {
            return new HoldOutcome.TooManyHolds([.. open.Select(h => h.Listed)]);
        }

        if (await stock.HoldAsync(@event!.Id, wanted, ct) is not StockResult.Taken)
        {
            return new HoldOutcome.OutOfStock();
        }

        return budget is not null && ToRefusal(await guard.ClaimAsync(@event, budget, ct)) is { } challenged
            ? challenged
            : await SaveAsync(@event, wanted, request.Client.Browser, open.Any(h => h.Slot == 1) ? 2 : 1, budget, ct);
    }

    private HoldOutcome? CheckRules(Event? @event, StockLine[] wanted)
    {
        if (@event is null || !@event.IsPublic)
        {
            return new HoldOutcome.EventNotFound();
        }

        if (@event.Status != EventStatus.Active)
        {
            return new HoldOutcome.EventNotActive(@event.Status);
        }

        var refused = HoldRules.Check(@event, wanted, rules);
        return refused.Count > 0 ? new HoldOutcome.Refused(refused) : null;
    }

    private static HoldOutcome.Challenged? ToRefusal(BudgetOutcome outcome) =>
        outcome is BudgetOutcome.Challenged { Challenge: var challenge } ? new HoldOutcome.Challenged(challenge) : null;

    private async Task<HoldOutcome> SaveAsync(
        Event @event,
        StockLine[] wanted,
        string browser,
        int slot,
        BudgetRequest? budget,
        CancellationToken ct
    )
    {
        var hold = Hold.Create(@event, wanted, browser, slot, clock.GetUtcNow(), lifetime.Get(@event), budget?.Client.AddressKey);
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
        var due = holds.Due().Where(h => eventIds.Contains(h.EventId) || h.BrowserKey == request.Client.Browser);
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
