using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Holds;
using Ticketing.Orders;
using Ticketing.Payments.Refunds;

namespace Ticketing.Payments;

/// <summary>
/// Brings a payment, its order and its hold to what the provider says. Return page, reconciler and the buyer's "give back" all come
/// through here, at once if need be: each change is conditional on the state before it.
/// </summary>
public sealed partial class SettlePayment(
    TicketingDbContext db,
    PaymentGateways gateways,
    PaymentSessions sessions,
    TicketHolds holds,
    ConfirmOrder confirm,
    OrderBook orders,
    RefundLatePayment refunds,
    TimeProvider clock,
    ILogger<SettlePayment> log)
{
    /// <summary>Asks the provider; past our deadline, closes the session first.</summary>
    /// <exception cref="PaymentProviderException">Nothing is known; ask again later.</exception>
    public Task<PaymentStatus> SettleAsync(Payment payment, CancellationToken ct) =>
        SettleAsync(payment, close: clock.GetUtcNow() >= payment.Deadline, ct);

    /// <summary>Closes the session if it is still open: the buyer changed their mind.</summary>
    /// <returns><see cref="PaymentStatus.Paid"/> where the buyer had paid a moment before.</returns>
    /// <exception cref="PaymentProviderException">Nothing is known; ask again later.</exception>
    public Task<PaymentStatus> CloseAsync(Payment payment, CancellationToken ct) => SettleAsync(payment, close: true, ct);

    private async Task<PaymentStatus> SettleAsync(Payment payment, bool close, CancellationToken ct)
    {
        if (!payment.IsUnsettled)
        {
            return payment.Status;
        }

        // Not knowing whether the provider has a session is no reason to believe that it has none.
        var session = await sessions.OpenAsync(payment, ct);
        var gateway = gateways.Of(payment.Provider);
        var state = close ? await gateway.ExpireAsync(session.Id, ct) : await gateway.GetAsync(session.Id, ct);

        // From here on the browser leaving must not stop us: money may have moved.
        return await ApplyAsync(payment, state, CancellationToken.None);
    }

    private Task<PaymentStatus> ApplyAsync(Payment payment, SessionState state, CancellationToken ct) => state switch
    {
        SessionState.Paid paid => ConfirmAsync(payment, paid, ct),
        SessionState.Declined => EndAsync(payment, PaymentStatus.Declined, ct),
        SessionState.Cancelled => EndAsync(payment, PaymentStatus.Cancelled, ct),
        SessionState.Expired => EndAsync(payment, PaymentStatus.Expired, ct),
        _ => Task.FromResult(PaymentStatus.Open),
    };

    private async Task<PaymentStatus> ConfirmAsync(Payment payment, SessionState.Paid paid, CancellationToken ct)
    {
        var made = new PaymentMade(paid.With, paid.Reference);
        var outcome = await db.WriteAsync(
            async () =>
            {
                await LockSaleAsync(payment, ct);
                await MarkPaidAsync(payment.Id, paid.Fee, ct);
                return await confirm.ConfirmPaidAsync(payment.OrderId, made, ct);
            },
            result => result != ConfirmOutcome.NothingLeft,
            ct);
        if (outcome == ConfirmOutcome.NothingLeft && await RefundAsync(payment, made, paid.Fee, ct))
        {
            PaidButNothingLeft(log, payment.Id, payment.OrderId);
        }

        return PaymentStatus.Paid;
    }

    /// <returns>False where another process was faster, with this or with better news.</returns>
    private Task<bool> RefundAsync(Payment payment, PaymentMade made, long? fee, CancellationToken ct) => db.WriteAsync(
        async () =>
        {
            var holdId = await LockSaleAsync(payment, ct);
            await MarkPaidAsync(payment.Id, fee, ct);
            if (!await confirm.RecordTooLateAsync(payment.OrderId, made, ct))
            {
                return false;
            }

            // Where the event was cancelled in the middle, the hold is still there.
            await holds.EndPaymentAsync(holdId, ct);
            await holds.ReleaseAsync(holdId, ct);
            await refunds.RecordAsync(payment, ct);
            return true;
        },
        ct: ct);

    private Task<PaymentStatus> EndAsync(Payment payment, PaymentStatus status, CancellationToken ct) => db.WriteAsync(
        async () =>
        {
            var holdId = await LockSaleAsync(payment, ct);
            if (await MarkAsync(payment.Id, status, ct) == 1)
            {
                await holds.EndPaymentAsync(holdId, ct);
            }

            return status;
        },
        ct: ct);

    private async Task<Guid> LockSaleAsync(Payment payment, CancellationToken ct)
    {
        var order = await orders.GetAsync(payment.OrderId, ct);
        await holds.LockAsync(order.HoldId, ct);
        return order.HoldId;
    }

    // A fee below nothing is no answer.
    private async Task MarkPaidAsync(Guid id, long? fee, CancellationToken ct)
    {
        if (await MarkAsync(id, PaymentStatus.Paid, ct) == 1 && fee >= 0)
        {
            await db.Set<Payment>().Where(p => p.Id == id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Fee, fee), ct);
        }
    }

    private Task<int> MarkAsync(Guid id, PaymentStatus status, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.Set<Payment>().Unsettled().Where(p => p.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Status, status).SetProperty(p => p.SettledAt, now), ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Payment {PaymentId} of order {OrderId} arrived when nothing was left: it is paid back")]
    private static partial void PaidButNothingLeft(ILogger logger, Guid paymentId, Guid orderId);
}
