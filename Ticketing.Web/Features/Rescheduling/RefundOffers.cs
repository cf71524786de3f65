using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Disputes;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Rescheduling;

/// <summary>
/// Buyers who ordered before a change can return all their tickets until the deadline, if none was used and the payment is not disputed.
/// </summary>
public sealed class RefundOffers(TicketingDbContext db, RefundOrder refunds, DisputeQueries disputes, TimeProvider clock)
{
    private const string Reason = "The buyer returned the tickets after the event was changed";

    /// <returns>The deadline; null if the order cannot be returned.</returns>
    public async Task<DateTimeOffset?> FindDeadlineAsync(Order order, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(order);
        return
            order.Status == OrderStatus.Paid
            && await FindLastDeadlineAsync(order, ct) is { } deadline
            && await db.Set<Ticket>().AnyAsync(t => t.OrderId == order.Id && t.Status == TicketStatus.Valid, ct)
            && !await db.Set<Ticket>().AnyAsync(t => t.OrderId == order.Id && (t.CheckedInAt != null || t.SuspendedAt != null), ct)
            && !await disputes.IsDisputedAsync(order.Id, ct)
            ? deadline
            : null;
    }

    /// <returns>The deadline; null if the order cannot be returned, or its buyer has answered that they keep the tickets.</returns>
    public async Task<DateTimeOffset?> FindUnansweredAsync(Order order, CancellationToken ct) =>
        await FindDeadlineAsync(order, ct) is { } deadline
        && await FindOfferAsync(order, ct) is { } offer
        && !await IsKeptAsync(offer, order, ct)
            ? deadline
            : null;

    /// <summary>Idempotent, also if called concurrently.</summary>
    /// <returns>False if there is nothing to return, or no longer.</returns>
    public Task<bool> AcceptAsync(Order order, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                // Disputes are looked up once the order is locked, as those that arrive lock it too. False rolls the refund back.
                if (
                    await FindLastDeadlineAsync(order, ct) is null
                    || await refunds.RefundUnusedAsync(order.Id, Reason, ct) is not { } refund
                    || await disputes.IsDisputedAsync(order.Id, ct)
                )
                {
                    return false;
                }

                db.Add(new ReturnedOrder { RefundId = refund.Id, EventId = order.EventId });
                await db.SaveChangesAsync(ct);
                return true;
            },
            accepted => accepted,
            ct
        );

    /// <summary>The buyer is not reminded of the offer, but can still change their mind. Idempotent.</summary>
    public Task KeepAsync(Order order, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                if (
                    await FindDeadlineAsync(order, ct) is null
                    || await FindOfferAsync(order, ct) is not { } offer
                    || await IsKeptAsync(offer, order, ct)
                )
                {
                    return;
                }

                db.Add(
                    new KeptOrder
                    {
                        ChangeId = offer.Change.Id,
                        OrderId = order.Id,
                        KeptAt = clock.GetUtcNow(),
                    }
                );
                await db.SaveChangesAsync(ct);
            },
            ct
        );

    private async Task<DateTimeOffset?> FindLastDeadlineAsync(Order order, CancellationToken ct) =>
        (await FindOfferAsync(order, ct))?.Deadline;

    private async Task<Offer?> FindOfferAsync(Order order, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var last = await (
            from change in db.Set<ScheduleChange>().AsNoTracking()
            join show in db.Set<Event>().AsNoTracking() on change.EventId equals show.Id
            where change.EventId == order.EventId && change.RefundsUntil > now && change.MadeAt >= order.CreatedAt
            orderby change.RefundsUntil descending, change.MadeAt descending
            select new { change, show }
        ).FirstOrDefaultAsync(ct);

        // A later change may have moved the show to before the deadline.
        return last?.change.GetDeadline(last.show) is { } deadline && deadline > now ? new Offer(last.change, deadline) : null;
    }

    private Task<bool> IsKeptAsync(Offer offer, Order order, CancellationToken ct) =>
        db.Set<KeptOrder>().AnyAsync(k => k.ChangeId == offer.Change.Id && k.OrderId == order.Id, ct);

    private sealed record Offer(ScheduleChange Change, DateTimeOffset Deadline);
}
