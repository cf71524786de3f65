using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Payments.Sync;

/// <param name="OrderReference">The order's.</param>
public sealed record OpenPayment(Payment Payment, string OrderReference, string BuyerName);

/// <param name="Unknown">Includes payments skipped after several failures.</param>
public sealed record PaymentCheckResult(int Checked, int Settled, int Unknown);

public enum GiveUpOutcome
{
    /// <summary>The provider does not know it; it was ended here.</summary>
    Ended,

    Settled,

    /// <summary>Can still be paid, or is being processed by the bank.</summary>
    StillOpen,

    ProviderUnavailable,
}

public sealed partial class OpenPayments(
    TicketingDbContext db,
    SettlePayment settle,
    OrderQueries orders,
    AuditTrail audit,
    TimeProvider clock,
    ILogger<OpenPayments> log
)
{
    public const int MaxListed = 50;

    private const int MaxFailures = 3;

    public async Task<(IReadOnlyList<OpenPayment> Listed, int Count)> ListAsync(CancellationToken ct)
    {
        var rows =
            from payment in db.Set<Payment>().AsNoTracking().Unsettled()
            join order in db.Set<Order>() on payment.OrderId equals order.Id
            orderby payment.CreatedAt, payment.Id
            select new OpenPayment(payment, order.Reference, order.BuyerName);
        return (await rows.Take(MaxListed).ToListAsync(ct), await db.Set<Payment>().Unsettled().CountAsync(ct));
    }

    /// <summary>Does what the background job does, but immediately.</summary>
    public async Task<PaymentCheckResult> CheckNowAsync(CancellationToken ct)
    {
        var open = await db.Set<Payment>()
            .AsNoTracking()
            .Unsettled()
            .OrderBy(p => p.CreatedAt)
            .ThenBy(p => p.Id)
            .Take(MaxListed)
            .ToListAsync(ct);
        var (settled, unknown, failed) = (0, 0, 0);
        foreach (var (index, payment) in open.Index())
        {
            switch (await TryCheckAsync(payment, ct))
            {
                case CheckOutcome.Settled:
                    settled++;
                    break;
                case CheckOutcome.Unknown:
                    unknown++;
                    break;

                // Stop early: a provider that is down would cost a timeout per payment.
                case CheckOutcome.NoResponse when ++failed == MaxFailures:
                    return new PaymentCheckResult(index + 1, settled, open.Count - settled);
            }
        }

        return new PaymentCheckResult(open.Count, settled, failed + unknown);
    }

    /// <summary>
    /// For a payment past the provider's deadline that the provider does not know (started with another account): otherwise it would be
    /// polled, and its places held, forever.
    /// </summary>
    public async Task<GiveUpOutcome> GiveUpAsync(Guid id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (
            await db.Set<Payment>().AsNoTracking().Unsettled().FirstOrDefaultAsync(p => p.Id == id && p.SessionExpiresAt <= now, ct)
            is not { } payment
        )
        {
            return GiveUpOutcome.Settled;
        }

        try
        {
            return await settle.SettleAsync(payment, ct) is PaymentStatus.Open ? GiveUpOutcome.StillOpen : GiveUpOutcome.Settled;
        }
        catch (PaymentNotFoundException)
        {
            return await EndAsync(payment, ct) ? GiveUpOutcome.Ended : GiveUpOutcome.Settled;
        }
        catch (PaymentProviderException error)
        {
            StateUnknown(log, payment.Id, error);
            return GiveUpOutcome.ProviderUnavailable;
        }
    }

    private Task<bool> EndAsync(Payment payment, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                if (!await settle.GiveUpAsync(payment, ct))
                {
                    return false;
                }

                var order = await orders.GetAsync(payment.OrderId, ct);
                await audit.RecordAsync(
                    "order.payment-given-up",
                    order.Id,
                    order.Reference,
                    before: null,
                    new { payment.Attempt, Amount = payment.Money.ToRecordString() },
                    ct
                );
                return true;
            },
            ended => ended,
            ct
        );

    private async Task<CheckOutcome> TryCheckAsync(Payment payment, CancellationToken ct)
    {
        try
        {
            return await settle.SettleAsync(payment, ct) is PaymentStatus.Open ? CheckOutcome.StillOpen : CheckOutcome.Settled;
        }
        catch (PaymentProviderException error)
        {
            StateUnknown(log, payment.Id, error);
            return error is PaymentNotFoundException ? CheckOutcome.Unknown : CheckOutcome.NoResponse;
        }
    }

    private enum CheckOutcome
    {
        Settled,
        StillOpen,

        Unknown,
        NoResponse,
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The provider did not report the state of payment {PaymentId} when staff checked it"
    )]
    private static partial void StateUnknown(ILogger logger, Guid paymentId, Exception error);
}
