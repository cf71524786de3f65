using Microsoft.EntityFrameworkCore;
using Ticketing.Data;

namespace Ticketing.Events;

/// <summary>How many of which ticket type.</summary>
public readonly record struct StockLine(Guid TicketTypeId, int Quantity);

/// <summary>
/// The only statements that change what is held and sold. Each is one conditional UPDATE inside the caller's write
/// transaction; the tables' CHECKs refuse what should slip through. The event's row comes first and types go in ascending id, so that
/// two writers never wait for each other in a circle.
/// </summary>
public sealed class Stock(TicketingDbContext db)
{
    /// <summary>
    /// Takes every line, or tells the first ticket type that has not enough left; the caller then rolls back. Nothing is held for an event
    /// that was called off a moment ago, nor of a type that was withdrawn.
    /// </summary>
    /// <returns>Null when all is taken; else the type that was short. The event itself being short gives its first line's type.</returns>
    public Task<Guid?> HoldAsync(Guid eventId, IReadOnlyCollection<StockLine> lines, CancellationToken ct) =>
        TakeAsync(eventId, lines, held: true, ct);

    /// <summary>Sells straight from what is left, without a hold: for a payment that arrived after its hold was gone.</summary>
    /// <inheritdoc cref="HoldAsync" path="/returns"/>
    public Task<Guid?> SellAsync(Guid eventId, IReadOnlyCollection<StockLine> lines, CancellationToken ct) =>
        TakeAsync(eventId, lines, held: false, ct);

    /// <summary>Held becomes sold.</summary>
    /// <returns>False where the event is cancelled: nothing is sold for it any more.</returns>
    public Task<bool> SellHeldAsync(Guid eventId, IReadOnlyCollection<StockLine> lines, CancellationToken ct) =>
        MoveAsync(eventId, lines, held: -1, sold: 1, ct);

    /// <summary>Held becomes free again.</summary>
    public Task ReleaseAsync(Guid eventId, IReadOnlyCollection<StockLine> lines, CancellationToken ct) =>
        MoveAsync(eventId, lines, held: -1, sold: 0, ct);

    /// <summary>Sold becomes free again: its tickets are void.</summary>
    public Task TakeBackAsync(Guid eventId, IReadOnlyCollection<StockLine> lines, CancellationToken ct) =>
        MoveAsync(eventId, lines, held: 0, sold: -1, ct);

    private async Task<Guid?> TakeAsync(Guid eventId, IReadOnlyCollection<StockLine> lines, bool held, CancellationToken ct)
    {
        var all = lines.Sum(line => line.Quantity);
        var (toHeld, toSold) = held ? (1, 0) : (0, 1);
        var fits = await db.Set<Event>()
            .Where(e => e.Id == eventId && (e.Capacity == null || e.Held + e.Sold + all <= e.Capacity))
            .Where(e => held ? e.Status == EventStatus.Active : e.Status != EventStatus.Cancelled)
            .ExecuteUpdateAsync(set => set
                .SetProperty(e => e.Held, e => e.Held + (all * toHeld))
                .SetProperty(e => e.Sold, e => e.Sold + (all * toSold)), ct);
        if (fits == 0)
        {
            return lines.First().TicketTypeId;
        }

        foreach (var line in lines.OrderBy(line => line.TicketTypeId))
        {
            var taken = await db.Set<TicketType>()
                .Where(t => t.Id == line.TicketTypeId && t.EventId == eventId && t.Held + t.Sold + line.Quantity <= t.Capacity)
                .Where(t => !held || !t.IsWithdrawn)
                .ExecuteUpdateAsync(set => set
                    .SetProperty(t => t.Held, t => t.Held + (line.Quantity * toHeld))
                    .SetProperty(t => t.Sold, t => t.Sold + (line.Quantity * toSold)), ct);
            if (taken == 0)
            {
                return line.TicketTypeId;
            }
        }

        return null;
    }

    private async Task<bool> MoveAsync(Guid eventId, IReadOnlyCollection<StockLine> lines, int held, int sold, CancellationToken ct)
    {
        var all = lines.Sum(line => line.Quantity);
        var moved = await db.Set<Event>().Where(e => e.Id == eventId && (sold <= 0 || e.Status != EventStatus.Cancelled))
            .ExecuteUpdateAsync(set => set
                .SetProperty(e => e.Held, e => e.Held + (all * held))
                .SetProperty(e => e.Sold, e => e.Sold + (all * sold)), ct);
        if (moved == 0)
        {
            return false;
        }

        foreach (var line in lines.OrderBy(line => line.TicketTypeId))
        {
            await db.Set<TicketType>().Where(t => t.Id == line.TicketTypeId).ExecuteUpdateAsync(set => set
                .SetProperty(t => t.Held, t => t.Held + (line.Quantity * held))
                .SetProperty(t => t.Sold, t => t.Sold + (line.Quantity * sold)), ct);
        }

        return true;
    }
}
