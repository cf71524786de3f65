using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Providers;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Payments.Sync;

/// <summary>
/// Fetches fees that are still unknown for recent payments: providers calculate them up to an hour after the payment, and the webhook that
/// says so may be lost.
/// </summary>
[DelayedStart]
public sealed partial class FeeSyncJob(
    TicketingDbContext db,
    PaymentProviderRegistry providers,
    ProviderSync sync,
    TimeProvider clock,
    ILogger<FeeSyncJob> log
) : IBackgroundJob
{
    /// <summary>A fee still unknown at this age will not arrive, or is charged in another currency.</summary>
    private static readonly TimeSpan MaxPaymentAge = TimeSpan.FromHours(6);
    private static readonly TimeSpan MinPaymentAge = TimeSpan.FromMinutes(30);

    private const int BatchSize = 200;

    public static TimeSpan Interval => TimeSpan.FromHours(1);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        foreach (var provider in providers.ProvidersWithLedger)
        {
            try
            {
                await SyncAsync(provider, ct);
            }
            catch (PaymentProviderException error)
            {
                ProviderUnavailable(log, provider, error);
            }
        }

        return JobResult.Done;
    }

    private async Task SyncAsync(PaymentProvider provider, CancellationToken ct)
    {
        foreach (var reference in await GetDueReferencesAsync(provider, ct))
        {
            await sync.SyncPaymentAsync(provider, reference, ct);
        }
    }

    // Starts from orders: payments have no index by time.
    private Task<List<string>> GetDueReferencesAsync(PaymentProvider provider, CancellationToken ct)
    {
        var (from, until) = (clock.GetUtcNow() - MaxPaymentAge, clock.GetUtcNow() - MinPaymentAge);
        return (
            from order in db.Set<Order>()
            where order.PaidAt >= @from && order.PaidAt < until
            join payment in db.Set<Payment>() on order.Id equals payment.OrderId
            where payment.Provider == provider && payment.Status == PaymentStatus.Paid && payment.Fee == null && payment.Reference != null
            orderby order.PaidAt descending
            select payment.Reference!
        )
            .Take(BatchSize)
            .ToListAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Provider} could not be reached for missing fees; retrying in an hour")]
    private static partial void ProviderUnavailable(ILogger logger, PaymentProvider provider, Exception error);
}
