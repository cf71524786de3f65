using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Hosting;
using Ticketing.Orders;
using Ticketing.Settings;

namespace Ticketing.Payments;

/// <summary>
/// Fetches fees that are still unknown for recent payments: Stripe calculates them up to an hour after the payment, and its webhook may be
/// lost.
/// </summary>
public sealed partial class FeePass(TicketingDbContext db, ProviderNews news, TimeProvider clock, ILogger<FeePass> log) : IRecurringPass
{
    /// <summary>A fee still unknown at this age will not arrive, or is charged in another currency.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(6);
    private static readonly TimeSpan Soonest = TimeSpan.FromMinutes(30);

    private const int Batch = 200;

    public static TimeSpan Period => TimeSpan.FromHours(1);

    public async Task RunOnceAsync(CancellationToken ct)
    {
        foreach (var reference in await DueAsync(ct))
        {
            try
            {
                await news.OfPaymentAsync(PaymentProvider.Stripe, reference, ct);
            }
            catch (PaymentProviderException error)
            {
                Away(log, error);
                return;
            }
        }
    }

    // Starts from orders: payments have no index by time.
    private Task<List<string>> DueAsync(CancellationToken ct)
    {
        var (from, until) = (clock.GetUtcNow() - Patience, clock.GetUtcNow() - Soonest);
        return (from order in db.Set<Order>()
                where order.PaidAt >= @from && order.PaidAt < until
                join payment in db.Set<Payment>() on order.Id equals payment.OrderId
                where payment.Provider == PaymentProvider.Stripe && payment.Status == PaymentStatus.Paid
                    && payment.Fee == null && payment.Reference != null
                orderby order.PaidAt descending
                select payment.Reference!).Take(Batch).ToListAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stripe could not be reached for missing fees; retrying in an hour")]
    private static partial void Away(ILogger logger, Exception error);
}
