using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders.FreeTickets;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Infrastructure.Telemetry;

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
    OrderMetrics metrics,
    TimeProvider clock
)
{
    public const string ConfirmationKind = "order-confirmation";
    private static readonly PaymentDetails Free = new("Free of charge", "");

    /// <summary>Locks the order's hold, which must come first in every write on its sale.</summary>
    internal async Task<Hold> LockSaleAsync(Guid orderId, CancellationToken ct) =>
        await holds.FindLockedAsync(h => h.Id == db.Set<Order>().Where(o => o.Id == orderId).Select(o => o.HoldId).First(), ct)
        ?? throw new InvalidOperationException($"There is no order {orderId}.");

    /// <summary>In the caller's transaction, which must roll back on <see cref="ConfirmOutcome.NothingLeft"/>.</summary>
    /// <param name="hold">Read once it was locked.</param>
    internal Task<ConfirmOutcome> ConfirmPaidAsync(Guid orderId, Hold hold, PaymentDetails payment, CancellationToken ct) =>
        ConfirmAsync(Unpaid(orderId), orderId, hold, payment, ct);

    /// <summary>Only while the order still has the address that <paramref name="order"/> was read with.</summary>
    public Task<ConfirmOutcome> ConfirmFreeAsync(Order order, CancellationToken ct) =>
        order.Total == 0
            ? db.WriteAsync(
                async () =>
                    await ConfirmAsync(
                        Unpaid(order.Id).Where(o => o.BuyerEmail == order.BuyerEmail),
                        order.Id,
                        await LockSaleAsync(order.Id, ct),
                        Free,
                        ct
                    ),
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

    private async Task<ConfirmOutcome> ConfirmAsync(
        IQueryable<Order> claimable,
        Guid orderId,
        Hold hold,
        PaymentDetails payment,
        CancellationToken ct
    )
    {
        using var span = Tracing.Continue("order.confirm", hold.TraceParent);
        span?.SetTag("ticketing.order.id", orderId);
        var now = clock.GetUtcNow();
        if (!await ClaimAsync(claimable, payment, now, ct))
        {
            return ConfirmOutcome.AlreadyPaid;
        }

        var order = await db.Set<Order>().AsNoTracking().Include(o => o.Lines).SingleAsync(o => o.Id == orderId, ct);
        db.AddRange(CreateTickets(order, now));
        await db.SaveChangesAsync(ct);

        // The money has moved if it was paid for, so the hold may have ended.
        if (!await (order.Total > 0 ? holds.SellPaidAsync(hold, ct) : holds.SellOpenAsync(hold, ct)))
        {
            return ConfirmOutcome.NothingLeft;
        }

        if (!await freeTickets.TryClaimAsync(order, ct))
        {
            return ConfirmOutcome.FreeLimitReached;
        }

        await QueueConfirmationAsync(order, ct);
        await webhooks.QueuePaidAsync(order, ct);
        foreach (var step in steps)
        {
            await step.RunAsync(order, ct);
        }

        await CompleteAsync(orderId, ct);
        db.AfterCommit(() => metrics.CountPaid(order));
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

    // Decides who confirms.
    private static async Task<bool> ClaimAsync(
        IQueryable<Order> claimable,
        PaymentDetails payment,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        await claimable.ExecuteUpdateAsync(
            set =>
                set.SetProperty(o => o.PaidAt, now)
                    .SetProperty(o => o.PaidWith, payment.Method)
                    .SetProperty(o => o.PaymentReference, payment.Reference),
            ct
        ) == 1;

    // Last, so that confirmations of other events wait for the receipt number as briefly as possible.
    private async Task CompleteAsync(Guid orderId, CancellationToken ct)
    {
        var receipt = await db.DrawNumberAsync(NumberSequence.Receipts, ct);
        await db.Set<Order>()
            .Where(o => o.Id == orderId)
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.Status, OrderStatus.Paid).SetProperty(o => o.ReceiptNumber, receipt), ct);
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
