using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders.FreeTickets;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;

namespace Ticketing.Features.Orders.Confirmation;

public enum ConfirmOutcome
{
    Confirmed,
    AlreadyPaid,

    /// <summary>
    /// The hold of a free order ended, that of a paid one ended and the places were sold, or the event is cancelled. Nothing changed; a
    /// payment must be refunded.
    /// </summary>
    NothingLeft,

    /// <summary>The buyer has as many free tickets of this event as a person may have. Nothing changed.</summary>
    FreeLimitReached,
}

/// <summary>Cut rather than refused if too long: the money has moved, and the session id is stored elsewhere.</summary>
/// <param name="Method">"Card ending 4242".</param>
/// <param name="Reference">The provider's id of the payment.</param>
public sealed record PaymentDetails(string Method, string Reference)
{
    public const int MaxMethodLength = 100;
    public const int MaxReferenceLength = 255;

    public string Method { get; } = ColumnText.Truncate(Method, MaxMethodLength);
    public string Reference { get; } = ColumnText.Truncate(Reference, MaxReferenceLength);
}

/// <summary>
/// The sale, in one transaction: order paid, held stock sold, tickets issued, receipt number assigned, mail and webhooks queued.
/// Idempotent: return page, webhook and payment job may call it at the same time.
/// </summary>
public sealed class ConfirmOrder(
    TicketingDbContext db,
    TicketHolds holds,
    FreeTicketClaims freeTickets,
    NotificationOutbox outbox,
    ProvenAddresses addresses,
    OrderWebhooks webhooks,
    IEnumerable<IOrderConfirmedStep> steps,
    TimeProvider clock
)
{
    public const string ConfirmationKind = "order-confirmation";
    private static readonly PaymentDetails Free = new("Free of charge", "");

    /// <summary>
    /// Locks the receipt counter. Call it first in a transaction that holds and confirms: confirmations lock it before stock, so the other
    /// order would deadlock.
    /// </summary>
    public async Task LockReceiptCounterAsync(CancellationToken ct) =>
        await db.Set<NumberSequence>().Where(c => c.Name == NumberSequence.Receipts).Select(c => c.Value).ForUpdate().SingleAsync(ct);

    /// <summary>In a caller's transaction, the caller must roll back on <see cref="ConfirmOutcome.NothingLeft"/>.</summary>
    public Task<ConfirmOutcome> ConfirmPaidAsync(Guid orderId, PaymentDetails payment, CancellationToken ct) =>
        db.WriteAsync(() => ConfirmAsync(Unpaid(orderId), orderId, payment, ct), outcome => outcome == ConfirmOutcome.Confirmed, ct);

    /// <summary>Only while the order still has the address that <paramref name="order"/> was read with.</summary>
    public Task<ConfirmOutcome> ConfirmFreeAsync(Order order, CancellationToken ct) =>
        order.Total == 0
            ? db.WriteAsync(
                () => ConfirmAsync(Unpaid(order.Id).Where(o => o.BuyerEmail == order.BuyerEmail), order.Id, Free, ct),
                outcome => outcome == ConfirmOutcome.Confirmed,
                ct
            )
            : throw new InvalidOperationException($"Order {order.Id} is not free.");

    /// <summary>For a payment that arrived when nothing was left. Idempotent.</summary>
    /// <returns>False if the order is paid or this is recorded already.</returns>
    public Task<bool> RecordLatePaymentAsync(Guid orderId, PaymentDetails payment, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.WriteAsync(
            async () =>
                await Unpaid(orderId)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(o => o.Status, OrderStatus.PaidTooLate)
                                .SetProperty(o => o.PaidAt, now)
                                .SetProperty(o => o.PaidWith, payment.Method)
                                .SetProperty(o => o.PaymentReference, payment.Reference),
                        ct
                    ) == 1,
            ct: ct
        );
    }

    private IQueryable<Order> Unpaid(Guid orderId) =>
        db.Set<Order>().Where(o => o.Id == orderId && (o.Status == OrderStatus.Pending || o.Status == OrderStatus.Expired));

    private async Task<ConfirmOutcome> ConfirmAsync(IQueryable<Order> claimable, Guid orderId, PaymentDetails payment, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await holds.LockAsync(await db.Set<Order>().Where(o => o.Id == orderId).Select(o => o.HoldId).SingleAsync(ct), ct);
        if (!await ClaimAsync(claimable, orderId, payment, now, ct))
        {
            return ConfirmOutcome.AlreadyPaid;
        }

        var order = await db.Set<Order>().AsNoTracking().Include(o => o.Lines).SingleAsync(o => o.Id == orderId, ct);
        // The money has moved if it was paid for, so the hold may have ended.
        if (!await (order.Total > 0 ? holds.SellPaidAsync(order.HoldId, ct) : holds.SellOpenAsync(order.HoldId, ct)))
        {
            return ConfirmOutcome.NothingLeft;
        }

        if (!await freeTickets.TryClaimAsync(order, ct))
        {
            return ConfirmOutcome.FreeLimitReached;
        }

        db.AddRange(CreateTickets(order, now));
        await db.SaveChangesAsync(ct);
        await QueueConfirmationAsync(order, ct);
        await webhooks.QueuePaidAsync(order, ct);
        foreach (var step in steps)
        {
            await step.RunAsync(order, ct);
        }

        return ConfirmOutcome.Confirmed;
    }

    private async Task QueueConfirmationAsync(Order order, CancellationToken ct)
    {
        if (order.BuyerEmail.Length == 0)
        {
            return;
        }

        var key = $"{ConfirmationKind}:{order.Id}:0";
        if (order is { Channel: OrderChannel.Online, Total: 0, ConfirmationRequests: 0 })
        {
            // Anybody can place a free order with anybody's address. The mail waits for its turn, however long.
            await outbox.QueueLimitedAsync(ConfirmationKind, key, order.BuyerEmail, order.Id, TimeSpan.MaxValue, ct);
            return;
        }

        if (order.Channel == OrderChannel.Online)
        {
            await addresses.AddAsync(order.BuyerEmail, ct);
        }

        await outbox.QueueAsync(ConfirmationKind, key, order.BuyerEmail, order.Id, ct);
    }

    // The first statement decides who confirms; the receipt number is drawn afterwards, so that none is wasted.
    private async Task<bool> ClaimAsync(
        IQueryable<Order> claimable,
        Guid orderId,
        PaymentDetails payment,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var claimed = await claimable.ExecuteUpdateAsync(
            set =>
                set.SetProperty(o => o.PaidAt, now)
                    .SetProperty(o => o.PaidWith, payment.Method)
                    .SetProperty(o => o.PaymentReference, payment.Reference),
            ct
        );
        if (claimed == 0)
        {
            return false;
        }

        var receipt = await db.DrawNumberAsync(NumberSequence.Receipts, ct);
        await db.Set<Order>()
            .Where(o => o.Id == orderId)
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.Status, OrderStatus.Paid).SetProperty(o => o.ReceiptNumber, receipt), ct);
        return true;
    }

    private static IEnumerable<Ticket> CreateTickets(Order order, DateTimeOffset now) =>
        order
            .Lines.OrderBy(line => line.Position)
            .SelectMany(line => Enumerable.Repeat(line, line.Quantity))
            .Select(
                (line, index) =>
                    new Ticket
                    {
                        Id = Ticket.CreateId(order.Id, index + 1),
                        OrderId = order.Id,
                        EventId = order.EventId,
                        TicketTypeId = line.TicketTypeId,
                        Category = line.Category,
                        Number = index + 1,
                        Attendee = order.BuyerName,
                        IssuedAt = now,
                    }
            );
}
