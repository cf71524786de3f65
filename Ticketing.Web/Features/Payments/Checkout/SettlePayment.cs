using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Confirmation;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.WaitingRoom.Load;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications.Outbox;

namespace Ticketing.Features.Payments.Checkout;

/// <summary>
/// Updates a payment, its order and its hold to the state at the provider. Safe to call concurrently: each change is conditional on the
/// previous state.
/// </summary>
public sealed partial class SettlePayment(
    TicketingDbContext db,
    PaymentProviderRegistry providers,
    PaymentSessions sessions,
    TicketHolds holds,
    ConfirmOrder confirm,
    OrderQueries orders,
    RefundLatePayment refunds,
    NotificationOutbox outbox,
    BuyerLoad load,
    PaymentMetrics metrics,
    TimeProvider clock,
    ILogger<SettlePayment> log
)
{
    /// <summary>Sent if a delayed payment fails in the end.</summary>
    public const string FailureNoticeKind = "payment-failed";

    private static readonly TimeSpan MaxFailureNoticeDelay = TimeSpan.FromDays(1);

    /// <summary>
    /// Asks the provider. After our deadline it closes the session first, and so that of a payment whose deadline a wrong clock has set.
    /// </summary>
    /// <exception cref="PaymentProviderException">The outcome is unknown.</exception>
    public Task<PaymentStatus> SettleAsync(Payment payment, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return SettleAsync(payment, close: now >= payment.Deadline || payment.CreatedAt > now + ClockSkew.Max, ct);
    }

    /// <returns><see cref="PaymentStatus.Paid"/> if the buyer had paid a moment before.</returns>
    /// <exception cref="PaymentProviderException">The outcome is unknown.</exception>
    public Task<PaymentStatus> CloseAsync(Payment payment, CancellationToken ct) => SettleAsync(payment, close: true, ct);

    /// <summary>
    /// Also rechecks a settled payment: if it ended unpaid but the provider reports it paid, completes the sale or refunds the money.
    /// Changes nothing if the amount differs: staff decide.
    /// </summary>
    /// <exception cref="PaymentProviderException">The outcome is unknown.</exception>
    public async Task<PaymentStatus> RecheckAsync(Payment payment, CancellationToken ct)
    {
        if (payment.IsUnsettled || payment.SessionId is not { } session)
        {
            return await SettleAsync(payment, ct);
        }

        return
            payment.Status != PaymentStatus.Paid
            && await providers.GetGateway(payment.Provider).GetAsync(session, ct) is SessionState.Paid paid
            && paid.Amount == payment.Money
            ? await ConfirmAsync(payment, paid, CancellationToken.None)
            : payment.Status;
    }

    /// <summary>For a payment that the provider refuses to open. The buyer may start another.</summary>
    public Task<PaymentStatus> EndRefusedAsync(Payment payment, CancellationToken ct) => EndAsync(payment, PaymentStatus.Expired, ct);

    /// <summary>Frees the places. Only for a payment that staff have decided to end.</summary>
    /// <returns>False if it was settled in the meantime.</returns>
    public Task<bool> GiveUpAsync(Payment payment, CancellationToken ct) => TryEndAsync(payment, PaymentStatus.Expired, ct);

    private async Task<PaymentStatus> SettleAsync(Payment payment, bool close, CancellationToken ct)
    {
        if (!payment.IsUnsettled)
        {
            return payment.Status;
        }

        try
        {
            // A session may exist that we did not store: opening is idempotent and returns it.
            var session = await sessions.EnsureOpenAsync(payment, ct);
            var gateway = providers.GetGateway(payment.Provider);
            var state = close ? await gateway.ExpireAsync(session.Id, ct) : await gateway.GetAsync(session.Id, ct);

            // Not cancellable: money may have moved.
            using var measured = load.Measure();
            return await ApplyAsync(payment, state, CancellationToken.None);
        }
        catch (PaymentRefusedException error)
        {
            OpeningRefused(log, payment.Id, error);
            return await EndRefusedAsync(payment, CancellationToken.None);
        }
    }

    private Task<PaymentStatus> ApplyAsync(Payment payment, SessionState state, CancellationToken ct) =>
        state switch
        {
            SessionState.Paid paid => ConfirmAsync(payment, paid, ct),
            SessionState.Processing => MarkProcessingAsync(payment, ct),
            SessionState.Declined => EndAsync(payment, PaymentStatus.Declined, ct),
            SessionState.Cancelled => EndAsync(payment, PaymentStatus.Cancelled, ct),
            SessionState.Expired => EndAsync(payment, PaymentStatus.Expired, ct),
            _ => Task.FromResult(PaymentStatus.Open),
        };

    private async Task<PaymentStatus> MarkProcessingAsync(Payment payment, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await db.WriteAsync(
            () =>
                db.Set<Payment>()
                    .Unsettled()
                    .Where(p => p.Id == payment.Id && p.ProcessingSince == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(p => p.ProcessingSince, now), ct),
            ct: ct
        );
        return PaymentStatus.Open;
    }

    private async Task<PaymentStatus> ConfirmAsync(Payment payment, SessionState.Paid paid, CancellationToken ct)
    {
        if (paid.Amount != payment.Money)
        {
            throw new PaymentProviderException($"The provider took {paid.Amount} for payment {payment.Id}, which is over {payment.Money}.");
        }

        var made = new PaymentDetails(paid.Method, paid.Reference);
        var outcome = await db.WriteAsync(
            async () =>
            {
                var hold = await confirm.LockSaleAsync(payment.OrderId, ct);
                await MarkPaidAsync(payment.Id, made, paid.Fee, ct);
                var confirmed = await confirm.ConfirmPaidAsync(payment.OrderId, hold, made, ct);

                // This attempt was abandoned but paid after all, and another attempt has already paid the order.
                if (
                    confirmed == ConfirmOutcome.AlreadyPaid
                    && (await orders.GetAsync(payment.OrderId, ct)).PaymentReference != made.Reference
                )
                {
                    await refunds.RecordAsync(payment, "Paid a second time", ct);
                }

                return confirmed;
            },
            result => result != ConfirmOutcome.NothingLeft,
            ct
        );
        if (outcome == ConfirmOutcome.NothingLeft && await RefundTooLateAsync(payment, made, paid.Fee, ct))
        {
            PaidTooLate(log, payment.Id, payment.OrderId);
        }

        return PaymentStatus.Paid;
    }

    /// <returns>False if another process has already refunded or confirmed it.</returns>
    private Task<bool> RefundTooLateAsync(Payment payment, PaymentDetails details, long? fee, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var holdId = (await confirm.LockSaleAsync(payment.OrderId, ct)).Id;
                await MarkPaidAsync(payment.Id, details, fee, ct);
                if (!await confirm.RecordLatePaymentAsync(payment.OrderId, details, ct))
                {
                    return false;
                }

                // The hold still exists if the event was cancelled in the meantime.
                await holds.EndPaymentAsync(holdId, ct);
                await holds.ReleaseAsync(holdId, ct);
                await refunds.RecordAsync(payment, "Paid when its places were gone", ct);
                return true;
            },
            ct: ct
        );

    private async Task<PaymentStatus> EndAsync(Payment payment, PaymentStatus status, CancellationToken ct)
    {
        await TryEndAsync(payment, status, ct);
        return status;
    }

    private Task<bool> TryEndAsync(Payment payment, PaymentStatus status, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var holdId = (await confirm.LockSaleAsync(payment.OrderId, ct)).Id;
                if (!await MarkEndedAsync(payment.Id, status, ct))
                {
                    return false;
                }

                await holds.EndPaymentAsync(holdId, ct);
                await NotifyDelayedBuyerAsync(payment, ct);
                return true;
            },
            ct: ct
        );

    // After days of processing the buyer no longer has a page open.
    private async Task NotifyDelayedBuyerAsync(Payment payment, CancellationToken ct)
    {
        if (await db.Set<Payment>().AnyAsync(p => p.Id == payment.Id && p.ProcessingSince != null, ct))
        {
            await outbox.QueueLimitedAsync(
                FailureNoticeKind,
                $"{FailureNoticeKind}:{payment.Id}",
                payment.BuyerEmail,
                payment.OrderId,
                MaxFailureNoticeDelay,
                ct
            );
        }
    }

    // Also updates a payment that had ended unpaid: the provider decides. A negative fee counts as unknown.
    private async Task MarkPaidAsync(Guid id, PaymentDetails details, long? fee, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var knownFee = fee >= 0 ? fee : null;
        var changed = await db.Set<Payment>()
            .Where(p => p.Id == id && p.Status != PaymentStatus.Paid)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(p => p.Status, PaymentStatus.Paid)
                        .SetProperty(p => p.SettledAt, now)
                        .SetProperty(p => p.Reference, details.Reference)
                        .SetProperty(p => p.Fee, knownFee),
                ct
            );
        CountSettled(changed == 1, PaymentStatus.Paid);
    }

    private async Task<bool> MarkEndedAsync(Guid id, PaymentStatus status, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var changed = await db.Set<Payment>()
            .Unsettled()
            .Where(p => p.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Status, status).SetProperty(p => p.SettledAt, now), ct);
        return CountSettled(changed == 1, status);
    }

    private bool CountSettled(bool isSettled, PaymentStatus status)
    {
        if (isSettled)
        {
            db.AfterCommit(() => metrics.CountSettled(status));
        }

        return isSettled;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Payment {PaymentId} of order {OrderId} arrived after its places were gone; it will be refunded"
    )]
    private static partial void PaidTooLate(ILogger logger, Guid paymentId, Guid orderId);

    [LoggerMessage(Level = LogLevel.Error, Message = "The provider refused to open payment {PaymentId}; the buyer may try again")]
    private static partial void OpeningRefused(ILogger logger, Guid paymentId, Exception error);
}
