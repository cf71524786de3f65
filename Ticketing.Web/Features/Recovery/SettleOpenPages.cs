using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Snapshots;

namespace Ticketing.Features.Recovery;

/// <summary>Payment pages that were open when the backup was made, or were opened since. Safe to repeat.</summary>
public sealed partial class SettleOpenPages(
    TicketingDbContext db,
    PaymentProviderRegistry providers,
    SettlePayment settle,
    ILogger<SettleOpenPages> log
)
{
    /// <exception cref="PaymentProviderException">The provider does not answer.</exception>
    public async Task RunAsync(IProviderLedger ledger, DateTimeOffset from, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        await CloseUnknownAsync(ledger, from, ct);
        await SettleKnownAsync(ct);
    }

    /// <summary>The database does not hold their places: they would be sold to others before the buyer pays.</summary>
    private async Task CloseUnknownAsync(IProviderLedger ledger, DateTimeOffset from, CancellationToken ct)
    {
        var venueId = await db.Set<VenueId>().Select(v => v.Id).SingleAsync(ct);
        foreach (var session in await ledger.ListOpenSessionsAsync(from, ct).ToListAsync(ct))
        {
            var isOurs = session.VenueId is null || session.VenueId == venueId;
            if (isOurs && !await db.Set<Payment>().AnyAsync(p => p.Id == session.PaymentId, ct))
            {
                await providers.GetGateway(ledger.Provider).ExpireAsync(session.Id, ct);
            }
        }
    }

    private async Task SettleKnownAsync(CancellationToken ct)
    {
        foreach (var payment in await db.Set<Payment>().AsNoTracking().Unsettled().ToListAsync(ct))
        {
            try
            {
                await settle.SettleAsync(payment, ct);
            }
            catch (PaymentProviderException)
            {
                // One must not keep the venue closed. If the provider is down, the next call fails too; otherwise the difference is shown.
            }
#pragma warning disable CA1031 // Nor must it for any other reason.
            catch (Exception error) when (error is not OperationCanceledException && !DatabaseErrors.IsUnavailable(error))
#pragma warning restore CA1031
            {
                SettlementFailed(log, payment.Id, error);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Payment {PaymentId} could not be settled after the restore; it will be retried")]
    private static partial void SettlementFailed(ILogger logger, Guid paymentId, Exception error);
}
