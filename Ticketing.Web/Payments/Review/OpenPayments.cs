using Microsoft.EntityFrameworkCore;
using Ticketing.Audit;
using Ticketing.Data;
using Ticketing.Orders;

namespace Ticketing.Payments.Review;

/// <param name="Reference">The order's.</param>
public sealed record OpenPayment(Payment Payment, string Reference, string BuyerName);

/// <param name="Unclear">Includes payments skipped after several failures.</param>
public sealed record AskedPayments(int Asked, int Settled, int Unclear);

public enum GivenUp
{
    /// <summary>The provider does not know it; it was ended here.</summary>
    Ended,

    Settled,

    /// <summary>Can still be paid, or is being processed by the bank.</summary>
    StillOpen,

    ProviderAway,
}

public sealed partial class OpenPayments(
    TicketingDbContext db, SettlePayment settle, OrderBook orders, AuditTrail audit, TimeProvider clock, ILogger<OpenPayments> log)
{
    public const int Most = 50;

    private const int MostFailures = 3;

    public async Task<(IReadOnlyList<OpenPayment> Listed, int Count)> ReadAsync(CancellationToken ct)
    {
        var rows =
            from payment in db.Set<Payment>().AsNoTracking().Unsettled()
            join order in db.Set<Order>() on payment.OrderId equals order.Id
            orderby payment.CreatedAt, payment.Id
            select new OpenPayment(payment, order.Reference, order.BuyerName);
        return (await rows.Take(Most).ToListAsync(ct), await db.Set<Payment>().Unsettled().CountAsync(ct));
    }

    /// <summary>Does what the background job does, but immediately.</summary>
    public async Task<AskedPayments> AskAsync(CancellationToken ct)
    {
        var open = await db.Set<Payment>().AsNoTracking().Unsettled().OrderBy(p => p.CreatedAt).ThenBy(p => p.Id).Take(Most).ToListAsync(ct);
        var (settled, unknown, failed) = (0, 0, 0);
        foreach (var (index, payment) in open.Index())
        {
            switch (await TryAsync(payment, ct))
            {
                case Answer.Settled:
                    settled++;
                    break;
                case Answer.Unknown:
                    unknown++;
                    break;

                // Stop early: a provider that is down would cost a timeout per payment.
                case Answer.None when ++failed == MostFailures:
                    return new AskedPayments(index + 1, settled, open.Count - settled);
            }
        }

        return new AskedPayments(open.Count, settled, failed + unknown);
    }

    /// <summary>
    /// For a payment past the provider's deadline that the provider does not know (started with another account): otherwise it would be
    /// polled, and its places held, forever.
    /// </summary>
    public async Task<GivenUp> GiveUpAsync(Guid id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await db.Set<Payment>().AsNoTracking().Unsettled().FirstOrDefaultAsync(p => p.Id == id && p.SessionExpiresAt <= now, ct) is not { } payment)
        {
            return GivenUp.Settled;
        }

        try
        {
            return await settle.SettleAsync(payment, ct) is PaymentStatus.Open ? GivenUp.StillOpen : GivenUp.Settled;
        }
        catch (PaymentUnknownException)
        {
            return await EndAsync(payment, ct) ? GivenUp.Ended : GivenUp.Settled;
        }
        catch (PaymentProviderException error)
        {
            Unknown(log, payment.Id, error);
            return GivenUp.ProviderAway;
        }
    }

    private Task<bool> EndAsync(Payment payment, CancellationToken ct) => db.WriteAsync(
        async () =>
        {
            if (!await settle.GiveUpAsync(payment, ct))
            {
                return false;
            }

            var order = await orders.GetAsync(payment.OrderId, ct);
            await audit.RecordAsync(
                "order.payment-given-up", order.Id, order.Reference, before: null, new { payment.Attempt, Amount = payment.Money.ToString() }, ct);
            return true;
        },
        ended => ended,
        ct);

    private async Task<Answer> TryAsync(Payment payment, CancellationToken ct)
    {
        try
        {
            return await settle.SettleAsync(payment, ct) is PaymentStatus.Open ? Answer.StillOpen : Answer.Settled;
        }
        catch (PaymentProviderException error)
        {
            Unknown(log, payment.Id, error);
            return error is PaymentUnknownException ? Answer.Unknown : Answer.None;
        }
    }

    private enum Answer
    {
        Settled,
        StillOpen,

        Unknown,
        None,
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The provider did not report the state of payment {PaymentId} when staff checked it")]
    private static partial void Unknown(ILogger logger, Guid paymentId, Exception error);
}
