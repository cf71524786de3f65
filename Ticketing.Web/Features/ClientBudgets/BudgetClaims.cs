using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.ClientBudgets;

/// <summary>
/// The only statements that change budgets: conditional ones in the transaction that changes the stock, after it. The event's row is
/// locked by then, so budgets of one event cannot deadlock.
/// </summary>
public sealed class BudgetClaims(
    TicketingDbContext db,
    IOptionsMonitor<BudgetOptions> options,
    IOptionsMonitor<RateLimitingOptions> rateLimiting,
    TimeProvider clock
)
{
    public bool AreEnabled => options.CurrentValue.Enabled ?? rateLimiting.CurrentValue.Enabled;

    public BudgetOptions Options => options.CurrentValue;

    /// <returns>The budget with the most used tickets; null if neither has used any.</returns>
    public Task<ClientBudget?> FindLargestAsync(BudgetClient client, CancellationToken ct) =>
        db.Set<ClientBudget>()
            .AsNoTracking()
            .Where(b => client.Keys.Contains(b.Key) && b.Used > 0)
            .OrderByDescending(b => b.Used - b.Paid)
            .FirstOrDefaultAsync(ct);

    /// <summary>False if the claim would certainly fail. Needs no transaction.</summary>
    /// <param name="replaced">Used tickets that are given back for these.</param>
    public static bool Fits(ClientBudget? largest, int quantity, int limit, int replaced = 0) =>
        largest is null || largest.Used <= replaced || largest.Used - replaced + quantity <= limit + largest.Paid;

    /// <summary>Whoever uses nothing may always take one order.</summary>
    /// <returns>False if one of the client's budgets is exceeded: roll back.</returns>
    public async Task<bool> TryClaimAsync(Guid eventId, BudgetClient client, int quantity, int limit, CancellationToken ct)
    {
        foreach (var key in client.Keys)
        {
            if (!await InsertAsync(eventId, key, quantity, ct) && !await TryAddAsync(key, quantity, limit, ct))
            {
                return false;
            }
        }

        return true;
    }

    public Task ReleaseAsync(BudgetClient client, int quantity, CancellationToken ct) => SettleAsync(client, quantity, paid: 0, ct);

    /// <param name="released">Tickets that are no longer held.</param>
    /// <param name="paid">How many of the released tickets were paid for. Free ones are limited per email address and browser.</param>
    public Task SettleAsync(BudgetClient client, int released, int paid, CancellationToken ct) =>
        db.Set<ClientBudget>()
            .Where(b => client.Keys.Contains(b.Key))
            .ExecuteUpdateAsync(
                set => set.SetProperty(b => b.Used, b => b.Used - released).SetProperty(b => b.Paid, b => b.Paid + paid),
                ct
            );

    private Task<bool> InsertAsync(Guid eventId, string key, int quantity, CancellationToken ct) =>
        db.InsertIfNewAsync(
            new ClientBudget
            {
                Key = key,
                EventId = eventId,
                Used = quantity,
                UsedAt = clock.GetUtcNow(),
            },
            nameof(ClientBudget.Key),
            ct
        );

    private async Task<bool> TryAddAsync(string key, int quantity, int limit, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await db.Set<ClientBudget>()
                .Where(b => b.Key == key && (b.Used == 0 || b.Used + quantity <= limit + b.Paid))
                .ExecuteUpdateAsync(set => set.SetProperty(b => b.Used, b => b.Used + quantity).SetProperty(b => b.UsedAt, now), ct) == 1;
    }
}
