using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Disputes;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Payments.Sync;

/// <summary>
/// Updates one payment, refund or dispute from the provider's records. Idempotent. Each method returns false if the object is not ours, and
/// throws <see cref="PaymentProviderException"/> if the provider fails.
/// </summary>
public sealed class ProviderSync(
    TicketingDbContext db,
    PaymentProviderRegistry providers,
    SettlePayment settle,
    ProviderRefundImporter refundImporter,
    ProviderDisputeImporter disputeImporter,
    TimeProvider clock
)
{
    /// <summary>Session ids are unique across providers.</summary>
    /// <param name="paymentId">Ours, if known: the event may arrive before we have stored the session id.</param>
    public async Task<bool> SyncSessionAsync(string sessionId, Guid? paymentId, CancellationToken ct)
    {
        var payment =
            await Payments.FirstOrDefaultAsync(p => p.SessionId == sessionId, ct)
            ?? await Payments.FirstOrDefaultAsync(p => p.Id == paymentId && p.SessionId == null, ct);
        return payment is not null && await SyncAsync(payment, ct);
    }

    /// <summary>Includes its refunds and fee.</summary>
    public async Task<bool> SyncPaymentAsync(PaymentProvider provider, string reference, CancellationToken ct)
    {
        var ledger = providers.GetLedger(provider);
        if (
            await ledger.FindPaymentAsync(reference, ct) is not { } found
            || await Payments.FirstOrDefaultAsync(p => p.Provider == provider && (p.Reference == reference || p.Id == found.PaymentId), ct)
                is not { } payment
        )
        {
            return false;
        }

        await SyncAsync(payment, ct);
        await foreach (var refund in ledger.ListRefundsForPaymentAsync(reference, ct))
        {
            await refundImporter.ImportAsync(refund, ct);
        }

        await UpdateFeeAsync(found, ct);
        return true;
    }

    public async Task<bool> SyncRefundAsync(PaymentProvider provider, string reference, CancellationToken ct) =>
        await providers.GetLedger(provider).FindRefundAsync(reference, ct) is { } found
        && await IsOursAsync(provider, found.PaymentReference, ct)
        && await refundImporter.ImportAsync(found, ct);

    public async Task<bool> SyncDisputeAsync(PaymentProvider provider, string reference, CancellationToken ct)
    {
        var askedAt = clock.GetUtcNow();
        return await providers.GetLedger(provider).FindDisputeAsync(reference, ct) is { } found
            && await IsOursAsync(provider, found.PaymentReference, ct)
            && await disputeImporter.ImportAsync(found, askedAt, ct);
    }

    // The refund's event may arrive before the payment's. An empty reference means that another program created the charge directly.
    private async Task<bool> IsOursAsync(PaymentProvider provider, string paymentReference, CancellationToken ct) =>
        paymentReference.Length > 0
        && (
            await Payments.AnyAsync(p => p.Provider == provider && p.Reference == paymentReference, ct)
            || await SyncPaymentAsync(provider, paymentReference, ct)
        );

    private IQueryable<Payment> Payments => db.Set<Payment>().AsNoTracking();

    private async Task<bool> SyncAsync(Payment payment, CancellationToken ct)
    {
        await settle.RecheckAsync(payment, ct);
        return true;
    }

    // Providers calculate the fee a moment after the payment.
    private Task UpdateFeeAsync(ProviderPayment reported, CancellationToken ct) =>
        reported.Fee is not >= 0
            ? Task.CompletedTask
            : db.WriteAsync(
                () =>
                    db.Set<Payment>()
                        .Where(p =>
                            p.Reference == reported.Reference && p.Status == PaymentStatus.Paid && (p.Fee == null || p.Fee != reported.Fee)
                        )
                        .ExecuteUpdateAsync(set => set.SetProperty(p => p.Fee, reported.Fee), ct),
                ct: ct
            );
}
