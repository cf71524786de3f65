using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders.EmailChanges;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Keys;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Orders.FreeTickets;

/// <summary>
/// The only statements that change how many free tickets of an event a person has. They run in the transaction that changes the stock,
/// after it: the event's row is locked by then, so they cannot deadlock.
/// </summary>
public sealed class FreeTicketClaims(TicketingDbContext db, KeyedHash hash, FreeTicketRules rules)
{
    /// <summary>If an emailed link must confirm the order, only the browser counts: the answer would tell what others have.</summary>
    /// <returns>The limit, if this order would exceed it; null if the order fits.</returns>
    public async Task<int?> FindExceededLimitAsync(Order order, CancellationToken ct)
    {
        var tickets = CountFree(order);
        if (tickets == 0)
        {
            return null;
        }

        var @event = await GetEventAsync(order.EventId, ct);
        var limit = rules.GetLimit(@event);
        var keys =
            order.Total == 0 && rules.AreConfirmedByEmail(@event) ? [await GetBrowserKeyAsync(order, ct)] : await GetKeysAsync(order, ct);
        var taken = await db.Set<FreeTicketClaim>().Where(c => keys.Contains(c.Key)).MaxAsync(c => (int?)c.Tickets, ct) ?? 0;
        return taken + tickets > limit ? limit : null;
    }

    /// <summary>An order that was paid for is counted, but not refused: the money has moved.</summary>
    /// <returns>False if the person has too many already: roll back.</returns>
    public async Task<bool> TryClaimAsync(Order order, CancellationToken ct)
    {
        var tickets = CountFree(order);
        if (tickets == 0 || order.Channel != OrderChannel.Online)
        {
            return true;
        }

        var limit = order.Total > 0 ? int.MaxValue : await GetLimitAsync(order.EventId, ct);
        foreach (var key in await GetKeysAsync(order, ct))
        {
            if (tickets > limit || (!await InsertAsync(order.EventId, key, tickets, ct) && !await TryAddAsync(key, tickets, limit, ct)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>For tickets that became void.</summary>
    public async Task ReleaseAsync(Order order, int tickets, CancellationToken ct)
    {
        if (tickets > 0 && order.Channel == OrderChannel.Online)
        {
            var keys = await GetKeysAsync(order, await GetFirstEmailAsync(order, ct), ct);
            await db.Set<FreeTicketClaim>()
                .Where(c => keys.Contains(c.Key) && c.Tickets >= tickets)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.Tickets, c => c.Tickets - tickets), ct);
        }
    }

    private static int CountFree(Order order) => order.Lines.Where(line => line.IsFree).Sum(line => line.Quantity);

    private async Task<int> GetLimitAsync(Guid eventId, CancellationToken ct) => rules.GetLimit(await GetEventAsync(eventId, ct));

    private Task<Event> GetEventAsync(Guid eventId, CancellationToken ct) =>
        db.Set<Event>().AsNoTracking().Include(e => e.TicketTypes).SingleAsync(e => e.Id == eventId, ct);

    // The address that the tickets were claimed with. It may have been corrected since.
    private async Task<string> GetFirstEmailAsync(Order order, CancellationToken ct) =>
        await db.Set<OrderEmailChange>()
            .Where(c => c.OrderId == order.Id)
            .OrderBy(c => c.ChangedAt)
            .ThenBy(c => c.Id)
            .Select(c => c.OldEmail)
            .FirstOrDefaultAsync(ct)
        ?? order.BuyerEmail;

    private Task<IReadOnlyList<string>> GetKeysAsync(Order order, CancellationToken ct) => GetKeysAsync(order, order.BuyerEmail, ct);

    private async Task<IReadOnlyList<string>> GetKeysAsync(Order order, string email, CancellationToken ct) =>
        [
            await hash.ComputeAsync($"free|{order.EventId}|email|{EmailAddress.ToMailboxKey(email)}", ct),
            await GetBrowserKeyAsync(order, ct),
        ];

    private async Task<string> GetBrowserKeyAsync(Order order, CancellationToken ct)
    {
        var browser = await db.Set<Hold>().Where(h => h.Id == order.HoldId).Select(h => h.BrowserKey).SingleAsync(ct);
        return await hash.ComputeAsync($"free|{order.EventId}|browser|{browser}", ct);
    }

    private Task<bool> InsertAsync(Guid eventId, string key, int tickets, CancellationToken ct) =>
        db.InsertIfNewAsync(
            new FreeTicketClaim
            {
                Key = key,
                EventId = eventId,
                Tickets = tickets,
            },
            nameof(FreeTicketClaim.Key),
            ct
        );

    private async Task<bool> TryAddAsync(string key, int tickets, int limit, CancellationToken ct) =>
        await db.Set<FreeTicketClaim>()
            .Where(c => c.Key == key && c.Tickets + tickets <= limit)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Tickets, c => c.Tickets + tickets), ct) == 1;
}
