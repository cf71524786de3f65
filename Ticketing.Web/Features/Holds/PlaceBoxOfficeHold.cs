using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Inventory;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Holds;

/// <summary>Box office staff may sell outside the sale window and above the order limits, but not sold out or withdrawn types.</summary>
public sealed class PlaceBoxOfficeHold(
    TicketingDbContext db,
    Stock stock,
    IOptionsMonitor<HoldOptions> options,
    HoldMetrics metrics,
    TimeProvider clock
)
{
    /// <summary>Guards against typing mistakes.</summary>
    public const int MaxPerType = 200;

    /// <summary>The caller's transaction must roll back unless the outcome is <see cref="HoldOutcome.Placed"/>.</summary>
    /// <param name="key">Identifies the sale, in place of a browser key.</param>
    /// <returns>If <see cref="HoldOutcome.OutOfStock"/>, <see cref="GetShortagesAsync"/> tells after the rollback which types.</returns>
    public async Task<HoldOutcome> TryPlaceAsync(Guid eventId, IReadOnlyCollection<StockLine> wanted, string key, CancellationToken ct)
    {
        if (wanted.Count == 0)
        {
            return new HoldOutcome.NothingChosen();
        }

        var @event = await FindEventAsync(eventId, ct);
        if (@event is null || @event.Status != EventStatus.Active)
        {
            return @event is null ? new HoldOutcome.EventNotFound() : new HoldOutcome.EventNotActive(@event.Status);
        }

        var refused = HoldRules.CheckForBoxOffice(@event, wanted);
        if (refused.Count > 0)
        {
            return new HoldOutcome.Refused(refused);
        }

        if (await stock.HoldAsync(eventId, wanted, ct) is StockResult.ShortOf(var typeId))
        {
            return new HoldOutcome.OutOfStock(typeId);
        }

        // Not shorter if few tickets are left: the buyer is at the counter.
        var hold = Hold.Create(@event, wanted, key, slot: 1, clock.GetUtcNow(), options.CurrentValue.Lifetime);
        db.Add(hold);
        await db.SaveChangesAsync(ct);
        db.AfterCommit(() => metrics.CountPlaced(isOnline: false));
        return new HoldOutcome.Placed(hold.Code, hold.ExpiresAt);
    }

    /// <param name="overtaken">The type that was short at the last attempt; null if the caller can retry.</param>
    /// <returns>Empty if enough tickets have become available again and the caller can retry.</returns>
    public async Task<IReadOnlyList<RefusedLine>> GetShortagesAsync(
        Guid eventId,
        IReadOnlyCollection<StockLine> wanted,
        Guid? overtaken,
        CancellationToken ct
    )
    {
        var @event = (await FindEventAsync(eventId, ct))!;
        var shortOf = HoldRules.CheckStock(@event, wanted);
        return shortOf.Count == 0 && overtaken is { } typeId ? [HoldRules.DescribeOvertaken(@event, typeId, earlier: null)] : shortOf;
    }

    private Task<Event?> FindEventAsync(Guid id, CancellationToken ct) =>
        db.Set<Event>().AsNoTracking().Include(e => e.TicketTypes).FirstOrDefaultAsync(e => e.Id == id, ct);
}
