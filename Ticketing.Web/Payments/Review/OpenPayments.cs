using Microsoft.EntityFrameworkCore;
using Ticketing.Audit;
using Ticketing.Data;
using Ticketing.Orders;

namespace Ticketing.Payments.Review;

/// <param name="Reference">The order's.</param>
public sealed record OpenPayment(Payment Payment, string Reference, string BuyerName);

/// <param name="Unclear">The provider could not tell, or was not asked any more after it could not tell of several.</param>
public sealed record AskedPayments(int Asked, int Settled, int Unclear);

public enum GivenUp
{
    /// <summary>The provider does not know it; it is at an end here.</summary>
    Ended,

    /// <summary>Settled by what the provider says, or before.</summary>
    Settled,

    /// <summary>The provider knows it, and it can still be paid, or the bank takes its days.</summary>
    StillOpen,

    /// <summary>The provider did not answer; nothing is lost by trying again.</summary>
    ProviderAway,
}

/// <summary>The payments whose outcome is not known.</summary>
public sealed partial class OpenPayments(
    TicketingDbContext db, SettlePayment settle, OrderBook orders, AuditTrail audit, TimeProvider clock, ILogger<OpenPayments> log)
{
    /// <summary>So many are listed, and asked about, at once.</summary>
    public const int Most = 50;

    private const int MostFailures = 3;

    /// <summary>The oldest first.</summary>
    public async Task<(IReadOnlyList<OpenPayment> Listed, int Count)> ReadAsync(CancellationToken ct)
    {
        var rows =
            from payment in db.Set<Payment>().AsNoTracking().Unsettled()
            join order in db.Set<Order>() on payment.OrderId equals order.Id
            orderby payment.CreatedAt, payment.Id
            select new OpenPayment(payment, order.Reference, order.BuyerName);
        return (await rows.Take(Most).ToListAsync(ct), await db.Set<Payment>().Unsettled().CountAsync(ct));
    }

    /// <summary>What the reconciler does by itself, now.</summary>
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

                // A provider that is down would be waited for once for each.
                case Answer.None when ++failed == MostFailures:
                    return new AskedPayments(index + 1, settled, open.Count - settled);
            }
        }

        return new AskedPayments(open.Count, settled, failed + unknown);
    }

    /// <summary>
    /// Ends a payment past the provider's own deadline that the provider does not know, since it was begun with another account: else it would be asked
    /// about, and its places stay taken, for ever.
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

        /// <summary>It does not know the payment.</summary>
        Unknown,
        None,
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The provider could not tell about payment {PaymentId} when staff asked")]
    private static partial void Unknown(ILogger logger, Guid paymentId, Exception error);
}
