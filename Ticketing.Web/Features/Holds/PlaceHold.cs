using Microsoft.EntityFrameworkCore;
using Ticketing.Features.ClientBudgets;
using Ticketing.Features.ClientBudgets.Challenges;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Promotions;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Telemetry;

namespace Ticketing.Features.Holds;

/// <param name="Browser">The random key in its cookie.</param>
/// <param name="Address">As <see cref="Ticketing.Infrastructure.Hosting.Security.RateLimits.GetAddressKey"/> writes it; not stored.</param>
public sealed record HoldClient(string Browser, string Address);

/// <param name="Quantities">By ticket type; 0 or less is ignored.</param>
/// <param name="Answer">To a challenge that an earlier attempt got, or null.</param>
/// <param name="ReplacesLive">
/// Gives back what the browser holds of the event already and does not pay for yet. Only if the key is one buyer's.
/// </param>
public sealed record HoldRequest(
    string Slug,
    IReadOnlyDictionary<Guid, int> Quantities,
    HoldClient Client,
    ChallengeAnswer? Answer = null,
    bool ReplacesLive = false
)
{
    /// <summary>As typed; empty if the buyer has none.</summary>
    public string PromoCode { get; init; } = "";
}

/// <summary>All or nothing.</summary>
public sealed class PlaceHold(
    TicketingDbContext db,
    Stock stock,
    TicketHolds holds,
    Basket basket,
    SaleRules rules,
    HoldLifetime lifetime,
    BudgetClaims budgets,
    BudgetClients clients,
    BudgetGuard guard,
    HoldCodes codes,
    HoldMetrics metrics,
    TimeProvider clock
)
{
    public const int MaxHoldsPerBrowser = 2;
    private const int MaxAttempts = 3;

    public async Task<HoldOutcome> PlaceAsync(HoldRequest request, CancellationToken ct)
    {
        using var span = Tracing.Start("hold.place");
        var outcome = await TryPlaceAsync(request, ct);
        if (outcome is not HoldOutcome.Placed)
        {
            metrics.CountRefused(outcome);
        }

        span?.SetTag("ticketing.outcome", outcome.GetType().Name);
        return outcome;
    }

    private async Task<HoldOutcome> TryPlaceAsync(HoldRequest request, CancellationToken ct)
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
            var outcome = await TryUntilCurrentAsync(request, wanted, budget, ct);
            if (outcome is not HoldOutcome.OutOfStock(var typeId))
            {
                return outcome;
            }

            // Another buyer was faster between our check and our update: report what is left, or retry if it is enough again.
            var @event = (await LoadAsync(request, ct)).Event!;
            var shortOf = HoldRules.CheckStock(@event, wanted);
            if (shortOf.Count > 0 || tries == MaxAttempts)
            {
                return new HoldOutcome.Refused(shortOf.Count > 0 ? shortOf : [DescribeOvertaken(@event, typeId)]);
            }
        }
    }

    private static RefusedLine DescribeOvertaken(Event @event, Guid typeId) =>
        HoldRules.DescribeOvertaken(@event, typeId, SaleRules.FindPrevious(@event, @event.TicketTypes.Single(t => t.Id == typeId)));

    // Ends: each time, another request of this browser has succeeded.
    private async Task<HoldOutcome> TryUntilCurrentAsync(
        HoldRequest request,
        StockLine[] wanted,
        BudgetRequest? budget,
        CancellationToken ct
    )
    {
        HoldOutcome outcome;
        do
        {
            outcome = await db.WriteAsync(() => TryPlaceAsync(request, wanted, budget, ct), result => result is HoldOutcome.Placed, ct);
        } while (outcome is HoldOutcome.Overtaken);

        return outcome;
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

        var current = await LoadAsync(request, ct);
        if (CheckRules(current, wanted) is { } refused)
        {
            return (null, refused);
        }

        var client = await clients.CreateAsync(current.Event!.Id, request.Client.Address, request.Client.Browser, ct);
        var budget = new BudgetRequest(
            client,
            request.Client.Browser,
            wanted.Sum(line => line.Quantity),
            request.Answer,
            current.ReplacedLines.Sum(line => line.Quantity)
        );
        return (budget, ToRefusal(await guard.CheckAsync(current.Event, budget, ct)));
    }

    private async Task<HoldOutcome> TryPlaceAsync(HoldRequest request, StockLine[] wanted, BudgetRequest? budget, CancellationToken ct)
    {
        var current = await LoadAsync(request, ct);
        if (CheckRules(current, wanted) is { } refused)
        {
            return refused;
        }

        if (current.Kept.Count >= MaxHoldsPerBrowser)
        {
            return new HoldOutcome.TooManyHolds([.. current.Kept.Select(i => new OpenHold(i.Hold.Code, i.Event.Title, i.Hold.ExpiresAt))]);
        }

        foreach (var hold in current.Replaced)
        {
            if (!await holds.EndReplacedAsync(hold.Id, ct))
            {
                return new HoldOutcome.Overtaken();
            }
        }

        var taken = await stock.ReplaceHeldAsync(current.Event!.Id, current.ReplacedLines, wanted, clock.GetUtcNow(), ct);
        if (taken is StockResult.ShortOf(var typeId))
        {
            return new HoldOutcome.OutOfStock(typeId);
        }

        var created = CreateHold(current, wanted, request.Client.Browser, budget);
        return await codes.ClaimAsync(created, current.Replaced, current.Code.Code, ct)
            ?? await ClaimBudgetAsync(current, budget, ct)
            ?? await SaveAsync(created, ct);
    }

    private async Task<HoldOutcome?> ClaimBudgetAsync(CurrentHolds current, BudgetRequest? budget, CancellationToken ct)
    {
        foreach (var hold in current.Replaced)
        {
            if (hold.GetBudgetClient() is { } client)
            {
                await budgets.ReleaseAsync(client, hold.Lines.Sum(line => line.Quantity), ct);
            }
        }

        return budget is null ? null : ToRefusal(await guard.ClaimAsync(current.Event!, budget, ct));
    }

    private HoldOutcome? CheckRules(CurrentHolds current, StockLine[] wanted)
    {
        var @event = current.Event;
        if (@event is null || !@event.IsPublic)
        {
            return new HoldOutcome.EventNotFound();
        }

        if (@event.Status != EventStatus.Active)
        {
            return new HoldOutcome.EventNotActive(@event.Status);
        }

        if (current.Code.Refusal is { } reason)
        {
            return new HoldOutcome.CodeRefused(reason);
        }

        var refused = HoldRules.Check(@event, wanted, rules);
        return refused.Count > 0 ? new HoldOutcome.Refused(refused) : codes.CheckRules(current.Code.Code, @event, wanted);
    }

    private static HoldOutcome.Challenged? ToRefusal(BudgetOutcome outcome) =>
        outcome is BudgetOutcome.Challenged { Challenge: var challenge } ? new HoldOutcome.Challenged(challenge) : null;

    private Hold CreateHold(CurrentHolds current, StockLine[] wanted, string browser, BudgetRequest? budget)
    {
        var now = clock.GetUtcNow();
        return Hold.Create(
            current.Event!,
            wanted,
            browser,
            current.Kept.Any(item => item.Hold.Slot == 1) ? 2 : 1,
            now,
            lifetime.GetReplacing(current.Event!, current.Replaced, now),
            budget?.Client.AddressKey,
            current.Replaced.Count > 0 ? current.Replaced.Min(replaced => replaced.PlacedAt) : null,
            current.Code.Code
        );
    }

    private async Task<HoldOutcome> SaveAsync(Hold hold, CancellationToken ct)
    {
        db.Add(hold);
        await db.SaveChangesAsync(ct);
        db.AfterCommit(() => metrics.CountPlaced(isOnline: true));
        return new HoldOutcome.Placed(hold.Code, hold.ExpiresAt);
    }

    // The event first: own tickets that are held in between then count as free rather than as taken, and the update decides.
    private async Task<CurrentHolds> LoadAsync(HoldRequest request, CancellationToken ct)
    {
        var @event = await db.Set<Event>().AsNoTracking().Include(e => e.TicketTypes).FirstOrDefaultAsync(e => e.Slug == request.Slug, ct);
        var open = await basket.GetUnendedAsync(request.Client.Browser, ct);
        var replaced = open.Where(item => request.ReplacesLive && item.Hold.EventId == @event?.Id && !item.IsInPayment).ToList();
        var given = replaced.ConvertAll(item => item.Hold);
        var code = await codes.FindAsync(request, given, ct);
        var current = new CurrentHolds(@event, [.. open.Except(replaced)], given, code);
        @event?.ExcludeHeld(current.ReplacedLines);
        codes.Apply(code, @event);
        return current;
    }

    // Expired holds must not count, even if the background job lags.
    private Task ExpireDueAsync(HoldRequest request, CancellationToken ct)
    {
        var eventIds = db.Set<Event>().Where(e => e.Slug == request.Slug).Select(e => e.Id);
        var due = holds.Due().Where(h => eventIds.Contains(h.EventId) || h.BrowserKey == request.Client.Browser);
        return holds.ExpireAllAsync(due, ct);
    }

    /// <param name="Event">Without what the replaced holds keep; null if there is none.</param>
    /// <param name="Kept">Open holds that stay.</param>
    /// <param name="Code">The one that the buyer has typed.</param>
    private sealed record CurrentHolds(Event? Event, IReadOnlyList<BasketItem> Kept, IReadOnlyList<Hold> Replaced, FoundCode Code)
    {
        public IReadOnlyList<StockLine> ReplacedLines => [.. Replaced.SelectMany(hold => hold.GetStockLines())];
    }
}
