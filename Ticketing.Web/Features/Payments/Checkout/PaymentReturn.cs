using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Providers;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Payments.Checkout;

/// <param name="HoldCode">Null if the order is paid.</param>
/// <param name="Status">As the provider reports it now; <see cref="PaymentStatus.Open"/> if the provider cannot be reached.</param>
public sealed record PaymentReturnResult(Order Order, string? HoldCode, PaymentStatus Status, bool IsProcessing);

public sealed partial class PaymentReturn(
    TicketingDbContext db,
    SettlePayment settle,
    OrderQueries orders,
    TicketHolds holds,
    TimeProvider clock,
    ILogger<PaymentReturn> log
)
{
    private static readonly TimeSpan ReturnCodeLifetime = TimeSpan.FromHours(24);

    /// <summary>Settles the payment with this return code. For 24 hours the code alone grants access to the order.</summary>
    public async Task<PaymentReturnResult?> HandleReturnAsync(string returnCode, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - ReturnCodeLifetime;
        var payment = await db.Set<Payment>()
            .AsNoTracking()
            .FirstOrDefaultAsync(p => p.ReturnCode == returnCode && p.CreatedAt >= since, ct);
        return payment is null ? null : await GetResultAsync(payment, ct);
    }

    /// <summary>Polled by the order page while a payment is being confirmed. Returns null if no payment is in progress.</summary>
    public async Task<PaymentReturnResult?> RefreshAsync(Guid orderId, CancellationToken ct)
    {
        var payment = await FindUnsettledAsync(orderId, ct);
        return payment is null ? null : await GetResultAsync(payment, ct);
    }

    /// <summary>Releases the hold, after closing an open payment at the provider.</summary>
    /// <returns>False if the tickets are already paid for or the provider cannot be reached: the hold stays.</returns>
    public async Task<bool> ReleaseHoldAsync(Hold hold, CancellationToken ct)
    {
        if (
            hold.Status == HoldStatus.InPayment
            && await orders.FindByHoldAsync(hold.Id, ct) is { } order
            && await FindUnsettledAsync(order.Id, ct) is { } payment
            && !await TryCloseAsync(payment, ct)
        )
        {
            return false;
        }

        await holds.ReleaseAsync(hold.Id, ct);
        return (await holds.GetAsync(hold.Id, ct)).Status is not (HoldStatus.Sold or HoldStatus.InPayment);
    }

    private Task<Payment?> FindUnsettledAsync(Guid orderId, CancellationToken ct) =>
        db.Set<Payment>().AsNoTracking().Unsettled().FirstOrDefaultAsync(p => p.OrderId == orderId, ct);

    private async Task<PaymentReturnResult> GetResultAsync(Payment payment, CancellationToken ct)
    {
        var status = await TrySettleAsync(payment, ct);
        var order = await orders.GetAsync(payment.OrderId, ct);
        var isProcessing =
            status == PaymentStatus.Open && await db.Set<Payment>().AnyAsync(p => p.Id == payment.Id && p.ProcessingSince != null, ct);
        var code = order.Status == OrderStatus.Paid ? null : (await holds.GetAsync(order.HoldId, ct)).Code;
        return new PaymentReturnResult(order, code, status, isProcessing);
    }

    private async Task<PaymentStatus> TrySettleAsync(Payment payment, CancellationToken ct)
    {
        try
        {
            return await settle.SettleAsync(payment, ct);
        }
        catch (PaymentProviderException error)
        {
            StateUnknown(log, payment.Id, error);
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
            StateUnknown(log, payment.Id, error);
            return false;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The provider did not report the state of payment {PaymentId} while the buyer waited"
    )]
    private static partial void StateUnknown(ILogger logger, Guid paymentId, Exception error);
}
