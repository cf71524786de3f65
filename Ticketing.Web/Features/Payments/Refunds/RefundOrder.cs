using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Payments.Refunds;

/// <param name="KeepBookingFee">Refunds only the face value.</param>
public sealed record RefundOrderRequest(Guid OrderId, IReadOnlyCollection<Guid> Tickets, bool KeepBookingFee, string Reason);

public abstract record RefundOutcome
{
    /// <summary>Recorded. Already complete if nothing was paid online.</summary>
    public sealed record Started(Refund Refund) : RefundOutcome;

    public sealed record NoTicketsSelected : RefundOutcome;

    public sealed record NotPaid : RefundOutcome;

    public sealed record AlreadyRefunded : RefundOutcome;
}

/// <summary>
/// Voids the tickets, frees their places and records the refund in one transaction; a background job then asks the provider.
/// </summary>
public sealed class RefundOrder(
    TicketingDbContext db,
    TicketHolds holds,
    OrderQueries orders,
    VoidTickets tickets,
    RefundQueries refundQueries,
    SettleRefund settle,
    AuditTrail audit,
    TimeProvider clock
)
{
    /// <summary>Idempotent, also if called concurrently.</summary>
    public Task<RefundOutcome> RefundAsync(RefundOrderRequest request, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var order = await LockAsync(request.OrderId, ct);
                var chosen = (await orders.GetTicketsAsync(order.Id, ct)).Where(t => request.Tickets.Contains(t.Id)).ToList();
                return chosen.Count == 0
                    ? new RefundOutcome.NoTicketsSelected()
                    : await TryAsync(order, chosen, request, RefundCause.Staff, ct);
            },
            outcome => outcome is RefundOutcome.Started,
            ct
        );

    /// <summary>For a cancelled event: refunds every ticket that is still valid. Requires the caller's transaction.</summary>
    /// <returns>Null if no ticket is valid any more.</returns>
    public async Task<Refund?> RefundRemainingAsync(Guid orderId, string reason, CancellationToken ct)
    {
        var order = await LockAsync(orderId, ct);
        var valid = (await orders.GetTicketsAsync(order.Id, ct)).Where(t => t.Status == TicketStatus.Valid).ToList();
        if (order.Status != OrderStatus.Paid || valid.Count == 0)
        {
            return null;
        }

        var wish = new RefundOrderRequest(orderId, [.. valid.Select(t => t.Id)], KeepBookingFee: false, reason);
        return await TryAsync(order, valid, wish, RefundCause.EventCancelled, ct) is RefundOutcome.Started started
            ? started.Refund
            : throw new InvalidOperationException($"Order {orderId} changed while it was locked.");
    }

    /// <summary>For one of many orders: refunds every ticket that is still valid. Requires the caller's transaction.</summary>
    public async Task<RefundOutcome> RefundAllValidAsync(Guid orderId, bool keepBookingFee, string reason, CancellationToken ct)
    {
        var order = await LockAsync(orderId, ct);
        var valid = (await orders.GetTicketsAsync(order.Id, ct)).Where(t => t.Status == TicketStatus.Valid).ToList();
        if (order.Status == OrderStatus.Paid && valid.Count == 0)
        {
            return new RefundOutcome.AlreadyRefunded();
        }

        var wish = new RefundOrderRequest(orderId, [.. valid.Select(t => t.Id)], keepBookingFee, reason);
        var outcome = await TryAsync(order, valid, wish, RefundCause.Staff, ct);
        return order.Status == OrderStatus.Paid && outcome is not RefundOutcome.Started
            ? throw new InvalidOperationException($"Order {orderId} changed while it was locked.")
            : outcome;
    }

    /// <summary>For a buyer who returns the whole order. Requires the caller's transaction.</summary>
    /// <returns>Null if no ticket is valid any more, or one was used or is suspended.</returns>
    public async Task<Refund?> RefundUnusedAsync(Guid orderId, string reason, CancellationToken ct)
    {
        var order = await LockAsync(orderId, ct);

        // Locked, because a scan at the door locks nothing else.
        var all = await db.Set<Ticket>().AsNoTracking().Where(t => t.OrderId == orderId).OrderBy(t => t.Id).ForUpdate().ToListAsync(ct);
        var valid = all.Where(t => t.Status == TicketStatus.Valid).OrderBy(t => t.Number).ToList();
        if (order.Status != OrderStatus.Paid || valid.Count == 0 || all.Any(t => t.CheckedInAt is not null || t.SuspendedAt is not null))
        {
            return null;
        }

        var wish = new RefundOrderRequest(orderId, [.. valid.Select(t => t.Id)], KeepBookingFee: false, reason);
        return (await TryAsync(order, valid, wish, RefundCause.Staff, ct) as RefundOutcome.Started)?.Refund;
    }

    /// <summary>Requires the caller's transaction, and comes before its other locks.</summary>
    internal async Task<Order> LockAsync(Guid orderId, CancellationToken ct)
    {
        await holds.LockAsync((await orders.GetAsync(orderId, ct)).HoldId, ct);
        return await orders.GetAsync(orderId, ct);
    }

    private async Task<RefundOutcome> TryAsync(
        Order order,
        List<Ticket> selected,
        RefundOrderRequest request,
        RefundCause cause,
        CancellationToken ct
    )
    {
        if (order.Status != OrderStatus.Paid)
        {
            return order.Status == OrderStatus.Refunded ? new RefundOutcome.AlreadyRefunded() : new RefundOutcome.NotPaid();
        }

        if (!await tickets.VoidAsync(order, selected, ct))
        {
            return new RefundOutcome.AlreadyRefunded();
        }

        var refund = await CreateAsync(order, selected, request, cause, ct);
        db.Add(refund);
        await db.SaveChangesAsync(ct);
        await RecordAsync(order, refund, ct);
        return new RefundOutcome.Started(refund);
    }

    private async Task<Refund> CreateAsync(
        Order order,
        List<Ticket> selected,
        RefundOrderRequest request,
        RefundCause cause,
        CancellationToken ct
    )
    {
        var lines = RefundCalculator.LimitTo(
            RefundCalculator.CreateLines(order, selected, request.KeepBookingFee),
            await refundQueries.GetRefundableAmountAsync(order.Id, ct)
        );
        var amount = lines.Sum(line => line.Total);
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7();
        var refund = new Refund
        {
            OrderId = order.Id,
            PaymentId = amount > 0 ? await ReserveAsync(order, amount, ct) : null,
            Cause = cause,
            Amount = amount,
            Currency = order.Currency,
            Reason = request.Reason,
            IdempotencyKey = $"re:{id}:0",
            NextTryAt = now,
            RequestedBy = audit.Actor.Name,
            RequestedAt = now,
        };
        lines.ForEach(refund.Add);
        return refund;
    }

    // The table's CHECK also prevents refunding more than was paid.
    private async Task<Guid?> ReserveAsync(Order order, long amount, CancellationToken ct)
    {
        // An order that was paid twice has one fully refunded payment.
        var paid = db.Set<Payment>().Where(p => p.OrderId == order.Id && p.Status == PaymentStatus.Paid);
        if (
            await paid.OrderByDescending(p => p.Amount - p.Refunded).ThenBy(p => p.Attempt).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(ct)
            is not { } payment
        )
        {
            return null;
        }

        return
            await paid.Where(p => p.Id == payment && p.Refunded + amount <= p.Amount)
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.Refunded, p => p.Refunded + amount), ct) == 1
            ? payment
            : throw new InvalidOperationException($"Refunds of order {order.Id} would exceed the amount paid.");
    }

    private async Task RecordAsync(Order order, Refund refund, CancellationToken ct)
    {
        var after = new
        {
            Amount = refund.Money.ToRecordString(),
            Tickets = string.Join(", ", refund.Lines.Select(l => l.Number).Order()),
            refund.Reason,
            refund.Cause,
        };
        await audit.RecordAsync("order.refunded", order.Id, order.Reference, before: null, after, ct);
        if (refund.PaymentId is null)
        {
            await settle.SucceedAsync(refund.Id, reference: null, ct);
        }
    }
}
