using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Holds;
using Ticketing.Orders;

namespace Ticketing.Payments;

/// <param name="Status">As the provider reports it now; <see cref="PaymentStatus.Open"/> if the provider cannot be reached.</param>
public sealed record ReturnedBuyer(Order Order, string HoldCode, PaymentStatus Status, bool IsProcessing);

public sealed partial class BuyerReturn(
    TicketingDbContext db, SettlePayment settle, OrderBook orders, TicketHolds holds, TimeProvider clock, ILogger<BuyerReturn> log)
{
    private static readonly TimeSpan CodeIsGoodFor = TimeSpan.FromHours(24);

    /// <summary>Settles the payment with this return code. For 24 hours the code alone grants access to the order.</summary>
    public async Task<ReturnedBuyer?> ComeBackAsync(string returnCode, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - CodeIsGoodFor;
        var payment = await db.Set<Payment>().AsNoTracking().FirstOrDefaultAsync(p => p.ReturnCode == returnCode && p.CreatedAt >= since, ct);
        return payment is null ? null : await ReturnedAsync(payment, ct);
    }

    /// <summary>Polled by the order page while a payment is being confirmed. Returns null if no payment is in progress.</summary>
    public async Task<ReturnedBuyer?> LookAgainAsync(Guid orderId, CancellationToken ct)
    {
        var payment = await UnsettledOf(orderId, ct);
        return payment is null ? null : await ReturnedAsync(payment, ct);
    }

    /// <summary>Releases the hold, after closing an open payment at the provider.</summary>
    /// <returns>False if the tickets are already paid for or the provider cannot be reached: the hold stays.</returns>
    public async Task<bool> GiveBackAsync(Hold hold, CancellationToken ct)
    {
        if (hold.Status == HoldStatus.InPayment && await orders.FindByHoldAsync(hold.Id, ct) is { } order
            && await UnsettledOf(order.Id, ct) is { } payment && !await TryCloseAsync(payment, ct))
        {
            return false;
        }

        await holds.ReleaseAsync(hold.Id, ct);
        return (await holds.GetAsync(hold.Id, ct)).Status is not (HoldStatus.Sold or HoldStatus.InPayment);
    }

    private Task<Payment?> UnsettledOf(Guid orderId, CancellationToken ct) => db.Set<Payment>().AsNoTracking().Unsettled()
        .FirstOrDefaultAsync(p => p.OrderId == orderId, ct);

    private async Task<ReturnedBuyer> ReturnedAsync(Payment payment, CancellationToken ct)
    {
        var status = await TrySettleAsync(payment, ct);
        var order = await orders.GetAsync(payment.OrderId, ct);
        var isProcessing = status == PaymentStatus.Open
            && await db.Set<Payment>().AnyAsync(p => p.Id == payment.Id && p.ProcessingSince != null, ct);
        return new ReturnedBuyer(order, (await holds.GetAsync(order.HoldId, ct)).Code, status, isProcessing);
    }

    private async Task<PaymentStatus> TrySettleAsync(Payment payment, CancellationToken ct)
    {
        try
        {
            return await settle.SettleAsync(payment, ct);
        }
        catch (PaymentProviderException error)
        {
            Unknown(log, payment.Id, error);
            return PaymentStatus.Open;
        }
    }

    private async Task<bool> TryCloseAsync(Payment payment, CancellationToken ct)
    {
        try
        {
            return await settle.CloseAsync(payment, ct) != PaymentStatus.Paid;
        }
        catch (PaymentProviderException error)
        {
            Unknown(log, payment.Id, error);
            return false;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The provider did not report the state of payment {PaymentId} while the buyer waited")]
    private static partial void Unknown(ILogger logger, Guid paymentId, Exception error);
}
