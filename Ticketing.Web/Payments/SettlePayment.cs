using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Holds;
using Ticketing.Notifications;
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
    Outbox outbox,
    TimeProvider clock,
    ILogger<SettlePayment> log)
{
    /// <summary>The mail to a buyer whose bank took days and then did not pay.</summary>
    public const string FailedKind = "payment-failed";

    /// <summary>Asks the provider; past our deadline, closes the session first.</summary>
    /// <exception cref="PaymentProviderException">Nothing is known; ask again later.</exception>
    public Task<PaymentStatus> SettleAsync(Payment payment, CancellationToken ct) =>
        SettleAsync(payment, close: clock.GetUtcNow() >= payment.Deadline, ct);

    /// <summary>Closes the session if it is still open: the buyer changed their mind.</summary>
    /// <returns><see cref="PaymentStatus.Paid"/> where the buyer had paid a moment before.</returns>
    /// <exception cref="PaymentProviderException">Nothing is known; ask again later.</exception>
    public Task<PaymentStatus> CloseAsync(Payment payment, CancellationToken ct) => SettleAsync(payment, close: true, ct);

    /// <summary>
    /// Asks once more about a payment that is settled. Where the provider says "paid" about one that had ended without, the sale is
    /// made after all, or the money goes back. Of one that was paid with another amount people decide.
    /// </summary>
    /// <exception cref="PaymentProviderException">Nothing is known; ask again later.</exception>
    public async Task<PaymentStatus> LookAgainAsync(Payment payment, CancellationToken ct)
    {
        if (payment.IsUnsettled || payment.SessionId is not { } session)
        {
            return await SettleAsync(payment, ct);
        }

        return payment.Status != PaymentStatus.Paid && await gateways.Of(payment.Provider).GetAsync(session, ct) is SessionState.Paid paid && paid.Amount == payment.Money
            ? await ConfirmAsync(payment, paid, CancellationToken.None)
            : payment.Status;
    }

    /// <summary>The provider does not open it: the buyer may try again with another.</summary>
    public Task<PaymentStatus> RefusedAsync(Payment payment, CancellationToken ct) => EndAsync(payment, PaymentStatus.Expired, ct);

    /// <summary>A person has decided that nothing will come of it any more: its places go back on sale.</summary>
    /// <returns>False where it was settled in the meantime.</returns>
    public Task<bool> GiveUpAsync(Payment payment, CancellationToken ct) => TryEndAsync(payment, PaymentStatus.Expired, ct);

    private async Task<PaymentStatus> SettleAsync(Payment payment, bool close, CancellationToken ct)
    {
        if (!payment.IsUnsettled)
        {
            return payment.Status;
        }

        try
        {
            // Not knowing whether the provider has a session is no reason to believe that it has none.
            var session = await sessions.OpenAsync(payment, ct);
            var gateway = gateways.Of(payment.Provider);
            var state = close ? await gateway.ExpireAsync(session.Id, ct) : await gateway.GetAsync(session.Id, ct);

            // From here on the browser leaving must not stop us: money may have moved.
            return await ApplyAsync(payment, state, CancellationToken.None);
        }
        catch (PaymentRefusedException error)
        {
            NeverOpened(log, payment.Id, error);
            return await RefusedAsync(payment, CancellationToken.None);
        }
    }

    private Task<PaymentStatus> ApplyAsync(Payment payment, SessionState state, CancellationToken ct) => state switch
    {
        SessionState.Paid paid => ConfirmAsync(payment, paid, ct),
        SessionState.Processing => KeepWaitingAsync(payment, ct),
        SessionState.Declined => EndAsync(payment, PaymentStatus.Declined, ct),
        SessionState.Cancelled => EndAsync(payment, PaymentStatus.Cancelled, ct),
        SessionState.Expired => EndAsync(payment, PaymentStatus.Expired, ct),
        _ => Task.FromResult(PaymentStatus.Open),
    };

    // The hold stays with the payment, for days if need be.
    private async Task<PaymentStatus> KeepWaitingAsync(Payment payment, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await db.WriteAsync(
            () => db.Set<Payment>().Unsettled().Where(p => p.Id == payment.Id && p.ProcessingSince == null)
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.ProcessingSince, now), ct),
            ct: ct);
        return PaymentStatus.Open;
    }

    private async Task<PaymentStatus> ConfirmAsync(Payment payment, SessionState.Paid paid, CancellationToken ct)
    {
        if (paid.Amount != payment.Money)
        {
            throw new PaymentProviderException($"The provider took {paid.Amount} for payment {payment.Id}, which is over {payment.Money}.");
        }

        var made = new PaymentMade(paid.With, paid.Reference);
        var outcome = await db.WriteAsync(
            async () =>
            {
                await LockSaleAsync(payment, ct);
                await MarkPaidAsync(payment.Id, made, paid.Fee, ct);
                var confirmed = await confirm.ConfirmPaidAsync(payment.OrderId, made, ct);

                // Given up by us or the buyer, paid all the same, while another attempt had paid the order.
                if (confirmed == ConfirmOutcome.AlreadyPaid && (await orders.GetAsync(payment.OrderId, ct)).PaymentReference != made.Reference)
                {
                    await refunds.RecordAsync(payment, "Paid a second time", ct);
                }

                return confirmed;
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
            await MarkPaidAsync(payment.Id, made, fee, ct);
            if (!await confirm.RecordTooLateAsync(payment.OrderId, made, ct))
            {
                return false;
            }

            // Where the event was cancelled in the middle, the hold is still there.
            await holds.EndPaymentAsync(holdId, ct);
            await holds.ReleaseAsync(holdId, ct);
            await refunds.RecordAsync(payment, "Paid when its places were gone", ct);
            return true;
        },
        ct: ct);

    private async Task<PaymentStatus> EndAsync(Payment payment, PaymentStatus status, CancellationToken ct)
    {
        await TryEndAsync(payment, status, ct);
        return status;
    }

    private Task<bool> TryEndAsync(Payment payment, PaymentStatus status, CancellationToken ct) => db.WriteAsync(
        async () =>
        {
            var holdId = await LockSaleAsync(payment, ct);
            if (await MarkAsync(payment.Id, status, ct) == 0)
            {
                return false;
            }

            await holds.EndPaymentAsync(holdId, ct);
            await TellWhoWaitedAsync(payment, ct);
            return true;
        },
        ct: ct);

    // Days after: nobody looks at a page any more.
    private async Task TellWhoWaitedAsync(Payment payment, CancellationToken ct)
    {
        if (await db.Set<Payment>().AnyAsync(p => p.Id == payment.Id && p.ProcessingSince != null, ct))
        {
            await outbox.QueueAsync(FailedKind, $"{FailedKind}:{payment.Id}", payment.BuyerEmail, payment.OrderId, ct);
        }
    }

    private async Task<Guid> LockSaleAsync(Payment payment, CancellationToken ct)
    {
        var order = await orders.GetAsync(payment.OrderId, ct);
        await holds.LockAsync(order.HoldId, ct);
        return order.HoldId;
    }

    // Also of a payment that had ended: the provider's last word is that it is paid. A fee below nothing is no answer.
    private Task<int> MarkPaidAsync(Guid id, PaymentMade made, long? fee, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var told = fee >= 0 ? fee : null;
        return db.Set<Payment>().Where(p => p.Id == id && p.Status != PaymentStatus.Paid).ExecuteUpdateAsync(
            set => set
                .SetProperty(p => p.Status, PaymentStatus.Paid)
                .SetProperty(p => p.SettledAt, now)
                .SetProperty(p => p.Reference, made.Reference)
                .SetProperty(p => p.Fee, told),
            ct);
    }

    private Task<int> MarkAsync(Guid id, PaymentStatus status, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.Set<Payment>().Unsettled().Where(p => p.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Status, status).SetProperty(p => p.SettledAt, now), ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Payment {PaymentId} of order {OrderId} arrived when nothing was left: it is paid back")]
    private static partial void PaidButNothingLeft(ILogger logger, Guid paymentId, Guid orderId);

    [LoggerMessage(Level = LogLevel.Error, Message = "The provider does not open payment {PaymentId}: the buyer may try again")]
    private static partial void NeverOpened(ILogger logger, Guid paymentId, Exception error);
}
