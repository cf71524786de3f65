using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Inventory;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Holds;

/// <summary>A few clients hold most of the tickets that are held now.</summary>
/// <param name="Held">By these clients, including those in payment.</param>
/// <param name="AllHeld">By all clients.</param>
public sealed record HeldByFewClients(IReadOnlyList<string> AddressKeys, int Held, int InPayment, int AllHeld)
{
    public int Clients => AddressKeys.Count;

    public int Percent => Held * 100 / AllHeld;

    /// <summary>Staff can free these.</summary>
    public int Releasable => Held - InPayment;
}

public sealed class BulkHolders(TicketingDbContext db)
{
    private const int MaxClients = 3;
    private const int MinPercentOfHeld = 50;
    private const int MinPercentOfCapacity = 5;
    private const int MinHeld = 10;

    /// <returns>Null if the held tickets are spread over many clients, or are not worth looking at.</returns>
    public async Task<HeldByFewClients?> FindAsync(Event @event, CancellationToken ct)
    {
        if (@event.Held < MinHeld)
        {
            return null;
        }

        var largest = await GetLargestAsync(@event.Id, ct);
        var held = largest.Sum(client => client.Held);
        return
            held >= MinHeld
            && held * 100L >= @event.Held * (long)MinPercentOfHeld
            && held * 100L >= SaleRules.GetCapacity(@event) * (long)MinPercentOfCapacity
            ? new HeldByFewClients(
                [.. largest.Select(client => client.Key)],
                held,
                largest.Sum(client => client.InPayment),
                Math.Max(held, @event.Held)
            )
            : null;
    }

    private async Task<IReadOnlyList<(string Key, int Held, int InPayment)>> GetLargestAsync(Guid eventId, CancellationToken ct)
    {
        var open = await db.Set<Hold>()
            .Where(h => h.EventId == eventId && (h.Status == HoldStatus.Live || h.Status == HoldStatus.InPayment))
            .Where(h => h.AddressKey != null)
            .SelectMany(
                h => h.Lines,
                (h, line) =>
                    new
                    {
                        h.AddressKey,
                        h.Status,
                        line.Quantity,
                    }
            )
            .GroupBy(held => held.AddressKey)
            .Select(client => new
            {
                client.Key,
                Held = client.Sum(held => held.Quantity),
                InPayment = client.Sum(held => held.Status == HoldStatus.InPayment ? held.Quantity : 0),
            })
            .OrderByDescending(client => client.Held)
            .Take(MaxClients)
            .ToListAsync(ct);
        return [.. open.Select(client => (client.Key!, client.Held, client.InPayment))];
    }
}
