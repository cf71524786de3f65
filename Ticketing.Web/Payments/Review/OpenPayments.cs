using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Orders;

namespace Ticketing.Payments.Review;

/// <param name="Reference">The order's.</param>
public sealed record OpenPayment(Payment Payment, string Reference, string BuyerName);

/// <param name="Unclear">The provider could not tell, or was not asked any more after it could not tell of several.</param>
public sealed record AskedPayments(int Asked, int Settled, int Unclear);

/// <summary>The payments whose outcome is not known.</summary>
public sealed partial class OpenPayments(TicketingDbContext db, SettlePayment settle, ILogger<OpenPayments> log)
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
        var (settled, failed) = (0, 0);
        foreach (var (index, payment) in open.Index())
        {
            if (await TryAsync(payment, ct) is not { } status)
            {
                // A provider that is down would be waited for once for each.
                if (++failed == MostFailures)
                {
                    return new AskedPayments(index + 1, settled, open.Count - settled);
                }
            }
            else if (status != PaymentStatus.Open)
            {
                settled++;
            }
        }

        return new AskedPayments(open.Count, settled, failed);
    }

    private async Task<PaymentStatus?> TryAsync(Payment payment, CancellationToken ct)
    {
        try
        {
            return await settle.SettleAsync(payment, ct);
        }
        catch (PaymentProviderException error)
        {
            Unknown(log, payment.Id, error);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The provider could not tell about payment {PaymentId} when staff asked")]
    private static partial void Unknown(ILogger logger, Guid paymentId, Exception error);
}
