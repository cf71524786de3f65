using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders.Access;
using Ticketing.Features.Orders.Buyers;
using Ticketing.Features.Orders.FreeTickets;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Primitives;
using Ticketing.Infrastructure.Telemetry;

namespace Ticketing.Features.Orders.Placing;

/// <summary>Validated: email normalised, phone as in <see cref="Order.BuyerPhone"/>.</summary>
public sealed record Buyer(string Name, string Email, string Phone)
{
    /// <summary>Name of a box-office buyer who gave none.</summary>
    public const string WalkUp = "Walk-up";

    /// <summary>Version of the terms that were shown at the button; null if none were.</summary>
    public string? AcceptedTerms { get; init; }

    /// <summary>Null if a person buys.</summary>
    public Company? Company { get; init; }
}

public abstract record PlaceOutcome
{
    /// <param name="Order">May be paid already.</param>
    /// <param name="Hold">Locked until the transaction ends.</param>
    public sealed record Placed(Order Order, Hold Hold) : PlaceOutcome;

    public sealed record HoldEnded : PlaceOutcome;

    /// <summary>Cancelled, postponed or withdrawn since the tickets were held.</summary>
    public sealed record EventNotActive : PlaceOutcome;

    /// <summary>The buyer has, or would have, more free tickets of this event than a person may have.</summary>
    public sealed record FreeLimitReached(int Limit) : PlaceOutcome;

    /// <summary>The buyer has, or would have, more tickets with this code than a person may have.</summary>
    public sealed record CodeLimitReached(int Limit) : PlaceOutcome;

    /// <summary>The venue changed its fees since the buyer saw the total.</summary>
    public sealed record TotalChanged(Money Total) : PlaceOutcome;
}

public sealed class PlaceOrder(
    TicketingDbContext db,
    TicketHolds holds,
    OrderFactory orderFactory,
    FreeTicketClaims freeTickets,
    OrderMetrics metrics,
    TimeProvider clock
)
{
    /// <summary>A hold has one order: repeated before payment, this only updates the buyer.</summary>
    /// <remarks>In a caller's transaction, the caller must roll back unless the outcome is <see cref="PlaceOutcome.Placed"/>.</remarks>
    /// <param name="expectedTotal">The total shown to the buyer, or null.</param>
    public Task<PlaceOutcome> PlaceAsync(string holdCode, Buyer buyer, Money? expectedTotal, CancellationToken ct) =>
        db.WriteAsync(() => TryAsync(holdCode, buyer, expectedTotal, ct), outcome => outcome is PlaceOutcome.Placed, ct);

    private async Task<PlaceOutcome> TryAsync(string holdCode, Buyer buyer, Money? expectedTotal, CancellationToken ct)
    {
        if (await holds.FindLockedAsync(h => h.Code == holdCode, ct) is not { } hold)
        {
            return new PlaceOutcome.HoldEnded();
        }

        using var span = Tracing.Continue("order.place", hold.TraceParent);
        var order = await db.Set<Order>().Include(o => o.Lines).FirstOrDefaultAsync(o => o.HoldId == hold.Id, ct);
        if (order?.Status == OrderStatus.Paid)
        {
            return new PlaceOutcome.Placed(order, hold);
        }

        if (!hold.IsOpen(clock.GetUtcNow()))
        {
            return new PlaceOutcome.HoldEnded();
        }

        if (!await db.Set<Event>().AnyAsync(e => e.Id == hold.EventId && e.Status == EventStatus.Active, ct))
        {
            return new PlaceOutcome.EventNotActive();
        }

        if (order is not null)
        {
            await db.Entry(order).Collection(o => o.NameWords).LoadAsync(ct);
            await RevokeLinksAsync(order, buyer.Email, ct);
        }

        order = CreateOrUpdate(order, hold, buyer);
        if (expectedTotal is not null && expectedTotal != order.Money(order.Total))
        {
            return new PlaceOutcome.TotalChanged(order.Money(order.Total));
        }

        // Claimed when the order is completed. Here it is early enough to refuse one that must be paid for.
        if (await freeTickets.FindExceededLimitAsync(order, ct) is { } limit)
        {
            return new PlaceOutcome.FreeLimitReached(limit);
        }

        if (await holds.ClaimPersonAsync(hold, buyer.Email, ct) is { } most)
        {
            return new PlaceOutcome.CodeLimitReached(most);
        }

        await db.SaveChangesAsync(ct);
        return new PlaceOutcome.Placed(order, hold);
    }

    // A link proves the address that it was sent to, not the new one.
    private async Task RevokeLinksAsync(Order order, string email, CancellationToken ct)
    {
        if (order.BuyerEmail != email)
        {
            await db.Set<AccessToken>().Where(t => t.OrderId == order.Id).ExecuteDeleteAsync(ct);
            await db.Set<Order>()
                .Where(o => o.Id == order.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(o => o.EmailOpenedAt, (DateTimeOffset?)null), ct);
        }
    }

    private Order CreateOrUpdate(Order? order, Hold hold, Buyer buyer)
    {
        if (order is null)
        {
            order = orderFactory.Create(hold, buyer, clock.GetUtcNow());
            db.Add(order);
            db.AfterCommit(metrics.CountPlaced);
        }

        (order.BuyerName, order.BuyerEmail, order.BuyerPhone) = (buyer.Name, buyer.Email, buyer.Phone);
        order.Company = buyer.Company;
        if (buyer.AcceptedTerms is { } terms)
        {
            order.AcceptTerms(terms, clock.GetUtcNow());
        }

        return order;
    }
}
