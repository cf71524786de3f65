using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Events.Inventory;

public readonly record struct StockLine(Guid TicketTypeId, int Quantity);

public abstract record StockResult
{
    public sealed record Taken : StockResult;

    /// <summary>The caller must roll back. Names the first line's type if the event itself is short or may not be sold.</summary>
    public sealed record ShortOf(Guid TicketTypeId) : StockResult;
}

/// <summary>
/// With <see cref="WaitingListStock"/>, the only statements that change held and sold counts: conditional UPDATEs in the caller's
/// transaction, with the tables' CHECK constraints as last defence. The event's row is updated first and types by ascending id, to avoid
/// deadlocks. What comes free while somebody waits for it is reserved for the waiting list by the same statement, and cannot be taken.
/// </summary>
public sealed class Stock(TicketingDbContext db)
{
    /// <summary>Refuses events that are no longer active and withdrawn types.</summary>
    public Task<StockResult> HoldAsync(Guid eventId, IReadOnlyCollection<StockLine> lines, CancellationToken ct) =>
        TakeAsync(eventId, lines, held: true, isPaid: false, ct);

    /// <summary>
    /// As <see cref="HoldAsync"/>, for an online hold that may replace others: only the difference moves, so nobody else can take what they
    /// held. Refuses more of a type that follows another one of which some are left.
    /// </summary>
    public async Task<StockResult> ReplaceHeldAsync(
        Guid eventId,
        IReadOnlyCollection<StockLine> replaced,
        IReadOnlyCollection<StockLine> lines,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var more = lines.Sum(line => line.Quantity) - replaced.Sum(line => line.Quantity);
        var fits = await db.Set<Event>()
            .Where(e => e.Id == eventId && e.Status == EventStatus.Active)
            .Where(e => e.Capacity == null || e.Held + e.Sold + e.Reserved + more <= e.Capacity)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(e => e.Held, e => e.Held + more)
                        .SetProperty(e => e.Reserved, e => e.Reserved + (more < 0 && e.Waiting > 0 && e.Capacity != null ? -more : 0)),
                ct
            );
        if (fits == 0)
        {
            return new StockResult.ShortOf(lines.First().TicketTypeId);
        }

        // What is given back comes first: it may be of a type that must be gone before another is sold. The event's row is locked by now.
        var room = lines.Sum(line => line.Quantity);
        var changes = replaced.Concat(lines).Select(line => line.TicketTypeId).Distinct().Select(GetChange);
        foreach (var (typeId, wanted, change) in changes.OrderBy(c => c.Change > 0).ThenBy(c => c.TypeId))
        {
            var taken = await db.Set<TicketType>()
                .Where(t => t.Id == typeId && t.EventId == eventId && t.Held + t.Sold + t.Reserved + change <= t.Capacity)
                .Where(t => wanted == 0 || !t.IsWithdrawn)
                .Where(t => change <= 0 || !Available(eventId, room, now).Any(o => o.FollowedById == t.Id && (t.IsHidden || !o.IsHidden)))
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(t => t.Held, t => t.Held + change)
                            .SetProperty(t => t.Reserved, t => t.Reserved + (change < 0 && t.Waiting > 0 ? -change : 0)),
                    ct
                );
            if (taken == 0)
            {
                return new StockResult.ShortOf(typeId);
            }
        }

        return new StockResult.Taken();

        (Guid TypeId, int Wanted, int Change) GetChange(Guid typeId)
        {
            var wanted = lines.Where(line => line.TicketTypeId == typeId).Sum(line => line.Quantity);
            return (typeId, wanted, wanted - replaced.Where(line => line.TicketTypeId == typeId).Sum(line => line.Quantity));
        }
    }

    /// <summary>For what was paid already, whatever has become of the event, unless it is cancelled.</summary>
    public Task<StockResult> HoldPaidAsync(Guid eventId, IReadOnlyCollection<StockLine> lines, CancellationToken ct) =>
        TakeAsync(eventId, lines, held: true, isPaid: true, ct);

    /// <summary>Sells without a hold: for payments that arrive after it has ended.</summary>
    public Task<StockResult> SellAsync(Guid eventId, IReadOnlyCollection<StockLine> lines, CancellationToken ct) =>
        TakeAsync(eventId, lines, held: false, isPaid: true, ct);

    /// <returns>False if the event is cancelled; nothing is sold then.</returns>
    public Task<bool> SellHeldAsync(Guid eventId, IReadOnlyCollection<StockLine> lines, CancellationToken ct) =>
        MoveAsync(eventId, lines, held: -1, sold: 1, ct);

    public Task ReleaseHeldAsync(Guid eventId, IReadOnlyCollection<StockLine> lines, CancellationToken ct) =>
        MoveAsync(eventId, lines, held: -1, sold: 0, ct);

    /// <summary>
    /// Puts sold places back on sale, or reserves them for the waiting list, beside the type that follows if that was on sale because they
    /// were gone. Their tickets must be void.
    /// </summary>
    public Task ReturnSoldAsync(Guid eventId, IReadOnlyCollection<StockLine> lines, CancellationToken ct) =>
        MoveAsync(eventId, lines, held: 0, sold: -1, ct);

    /// <summary>Types of the event that others wait for: some are left, and their sale has not ended.</summary>
    /// <param name="room">What the caller holds of the event's capacity by now and would be left otherwise.</param>
    private IQueryable<TicketType> Available(Guid eventId, int room, DateTimeOffset now) =>
        db.Set<TicketType>()
            .Where(t =>
                t.EventId == eventId && !t.IsWithdrawn && !t.HasHandedOver && t.Capacity - t.Held - t.Sold - t.Reserved >= t.MinPerOrder
            )
            .Where(t =>
                db.Set<Event>()
                    .Any(e => e.Id == eventId && (e.Capacity == null || e.Capacity - e.Held - e.Sold - e.Reserved + room >= t.MinPerOrder))
            )
            .Where(t => t.SalesEndAt == null || t.SalesEndAt > now);

    private async Task<StockResult> TakeAsync(
        Guid eventId,
        IReadOnlyCollection<StockLine> lines,
        bool held,
        bool isPaid,
        CancellationToken ct
    )
    {
        var all = lines.Sum(line => line.Quantity);
        var (toHeld, toSold) = held ? (1, 0) : (0, 1);
        var fits = await db.Set<Event>()
            .Where(e => e.Id == eventId && (e.Capacity == null || e.Held + e.Sold + e.Reserved + all <= e.Capacity))
            .Where(e => isPaid ? e.Status != EventStatus.Cancelled : e.Status == EventStatus.Active)
            .ExecuteUpdateAsync(
                set => set.SetProperty(e => e.Held, e => e.Held + (all * toHeld)).SetProperty(e => e.Sold, e => e.Sold + (all * toSold)),
                ct
            );
        if (fits == 0)
        {
            return new StockResult.ShortOf(lines.First().TicketTypeId);
        }

        foreach (var line in lines.OrderBy(line => line.TicketTypeId))
        {
            var taken = await db.Set<TicketType>()
                .Where(t => t.Id == line.TicketTypeId && t.EventId == eventId && t.Held + t.Sold + t.Reserved + line.Quantity <= t.Capacity)
                .Where(t => isPaid || !t.IsWithdrawn)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(t => t.Held, t => t.Held + (line.Quantity * toHeld))
                            .SetProperty(t => t.Sold, t => t.Sold + (line.Quantity * toSold)),
                    ct
                );
            if (taken == 0)
            {
                return new StockResult.ShortOf(line.TicketTypeId);
            }
        }

        return new StockResult.Taken();
    }

    private async Task<bool> MoveAsync(Guid eventId, IReadOnlyCollection<StockLine> lines, int held, int sold, CancellationToken ct)
    {
        var all = lines.Sum(line => line.Quantity);
        var freed = -(held + sold);
        var moved = await db.Set<Event>()
            .Where(e => e.Id == eventId && (sold <= 0 || e.Status != EventStatus.Cancelled))
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(e => e.Held, e => e.Held + (all * held))
                        .SetProperty(e => e.Sold, e => e.Sold + (all * sold))
                        .SetProperty(e => e.Reserved, e => e.Reserved + (e.Waiting > 0 && e.Capacity != null ? all * freed : 0)),
                ct
            );
        if (moved == 0)
        {
            return false;
        }

        // Sold out: sold tickets alone had filled the type or the room before these came back. Those in baskets may come back too.
        foreach (var line in lines.OrderBy(line => line.TicketTypeId))
        {
            await db.Set<TicketType>()
                .Where(t => t.Id == line.TicketTypeId)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(t => t.Held, t => t.Held + (line.Quantity * held))
                            .SetProperty(t => t.Sold, t => t.Sold + (line.Quantity * sold))
                            .SetProperty(t => t.Reserved, t => t.Reserved + (t.Waiting > 0 ? line.Quantity * freed : 0))
                            .SetProperty(
                                t => t.HasHandedOver,
                                t =>
                                    t.HasHandedOver
                                    || (
                                        sold < 0
                                        && t.FollowedById != null
                                        && (
                                            t.Capacity - t.Sold < t.MinPerOrder
                                            || db.Set<Event>().Any(e => e.Id == eventId && e.Capacity - e.Sold - all < t.MinPerOrder)
                                        )
                                    )
                            ),
                    ct
                );
        }

        return true;
    }
}
