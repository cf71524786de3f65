using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Holds;
using Ticketing.Orders;

namespace Ticketing.Payments;

/// <param name="Status">What the provider says now; <see cref="PaymentStatus.Open"/> also while it cannot be asked.</param>
/// <param name="IsProcessing">The buyer has done all; the bank takes its days.</param>
public sealed record ReturnedBuyer(Order Order, string HoldCode, PaymentStatus Status, bool IsProcessing);

/// <summary>The buyer's two ways out of a payment: coming back from the provider's page, or giving the tickets back.</summary>
public sealed partial class BuyerReturn(
    TicketingDbContext db, SettlePayment settle, OrderBook orders, TicketHolds holds, TimeProvider clock, ILogger<BuyerReturn> log)
{
    private static readonly TimeSpan CodeIsGoodFor = TimeSpan.FromHours(24);

    /// <summary>Settles the payment that the return code belongs to. Knowing the code is the right to see the order, for a day.</summary>
    public async Task<ReturnedBuyer?> ComeBackAsync(string returnCode, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - CodeIsGoodFor;
        var payment = await db.Set<Payment>().AsNoTracking().FirstOrDefaultAsync(p => p.ReturnCode == returnCode && p.CreatedAt >= since, ct);
        return payment is null ? null : await ReturnedAsync(payment, ct);
    }

    /// <summary>The order page's own question while a payment is being confirmed; null where no payment is under way.</summary>
    public async Task<ReturnedBuyer?> LookAgainAsync(Guid orderId, CancellationToken ct)
    {
        var payment = await UnsettledOf(orderId, ct);
        return payment is null ? null : await ReturnedAsync(payment, ct);
    }

    /// <summary>Gives the hold back. Where a payment is open, the provider closes it first.</summary>
    /// <returns>False where the tickets are paid for, or the provider cannot be asked just now: then the hold stays.</returns>
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The provider could not tell about payment {PaymentId} while its buyer waited")]
    private static partial void Unknown(ILogger logger, Guid paymentId, Exception error);
}
