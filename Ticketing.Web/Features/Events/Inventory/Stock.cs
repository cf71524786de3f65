using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Events.Inventory;

public readonly record struct StockLine(Guid TicketTypeId, int Quantity);

/// <summary>
/// The only statements that change held and sold counts: conditional UPDATEs in the caller's transaction, with the tables' CHECK
/// constraints as last defence. The event's row is updated first and types by ascending id, to avoid deadlocks.
/// </summary>
public sealed class Stock(TicketingDbContext db)
{
    /// <summary>If a type is short, the caller must roll back. Refuses events that are no longer active and withdrawn types.</summary>
    /// <returns>Null if everything was taken, else the type that is short (the first line's if the event itself is).</returns>
    public Task<Guid?> HoldAsync(Guid eventId, IReadOnlyCollection<StockLine> lines, CancellationToken ct) =>
        TakeAsync(eventId, lines, held: true, ct);

    /// <summary>Sells without a hold: for payments that arrive after it has ended.</summary>
    /// <inheritdoc cref="HoldAsync" path="/returns"/>
    public Task<Guid?> SellAsync(Guid eventId, IReadOnlyCollection<StockLine> lines, CancellationToken ct) =>
        TakeAsync(eventId, lines, held: false, ct);

    /// <returns>False if the event is cancelled; nothing is sold then.</returns>
    public Task<bool> SellHeldAsync(Guid eventId, IReadOnlyCollection<StockLine> lines, CancellationToken ct) =>
        MoveAsync(eventId, lines, held: -1, sold: 1, ct);

    public Task ReleaseHeldAsync(Guid eventId, IReadOnlyCollection<StockLine> lines, CancellationToken ct) =>
        MoveAsync(eventId, lines, held: -1, sold: 0, ct);

    /// <summary>Sold becomes free again; its tickets are void.</summary>
    public Task ReturnSoldAsync(Guid eventId, IReadOnlyCollection<StockLine> lines, CancellationToken ct) =>
        MoveAsync(eventId, lines, held: 0, sold: -1, ct);

    private async Task<Guid?> TakeAsync(Guid eventId, IReadOnlyCollection<StockLine> lines, bool held, CancellationToken ct)
    {
        var all = lines.Sum(line => line.Quantity);
        var (toHeld, toSold) = held ? (1, 0) : (0, 1);
        var fits = await db.Set<Event>()
            .Where(e => e.Id == eventId && (e.Capacity == null || e.Held + e.Sold + all <= e.Capacity))
            .Where(e => held ? e.Status == EventStatus.Active : e.Status != EventStatus.Cancelled)
            .ExecuteUpdateAsync(
                set => set.SetProperty(e => e.Held, e => e.Held + (all * toHeld)).SetProperty(e => e.Sold, e => e.Sold + (all * toSold)),
                ct
            );
        if (fits == 0)
        {
            return lines.First().TicketTypeId;
        }

        foreach (var line in lines.OrderBy(line => line.TicketTypeId))
        {
            var taken = await db.Set<TicketType>()
                .Where(t => t.Id == line.TicketTypeId && t.EventId == eventId && t.Held + t.Sold + line.Quantity <= t.Capacity)
                .Where(t => !held || !t.IsWithdrawn)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(t => t.Held, t => t.Held + (line.Quantity * toHeld))
                            .SetProperty(t => t.Sold, t => t.Sold + (line.Quantity * toSold)),
                    ct
                );
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
        var moved = await db.Set<Event>()
            .Where(e => e.Id == eventId && (sold <= 0 || e.Status != EventStatus.Cancelled))
            .ExecuteUpdateAsync(
                set => set.SetProperty(e => e.Held, e => e.Held + (all * held)).SetProperty(e => e.Sold, e => e.Sold + (all * sold)),
                ct
            );
        if (moved == 0)
        {
            return false;
        }

        foreach (var line in lines.OrderBy(line => line.TicketTypeId))
        {
            await db.Set<TicketType>()
                .Where(t => t.Id == line.TicketTypeId)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(t => t.Held, t => t.Held + (line.Quantity * held))
                            .SetProperty(t => t.Sold, t => t.Sold + (line.Quantity * sold)),
                    ct
                );
        }

        return true;
    }
}
