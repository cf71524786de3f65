using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Payments.Disputes;
using Ticketing.Payments.Refunds;
using Ticketing.Settings;

namespace Ticketing.Payments;

/// <summary>
/// Updates one payment, refund or dispute from the provider's records. Idempotent. Each method returns false if the object is not ours, and
/// throws <see cref="PaymentProviderException"/> if the provider fails.
/// </summary>
public sealed class ProviderNews(
    TicketingDbContext db, IEnumerable<IProviderLedger> ledgers, SettlePayment settle, TakeRefund takeRefund, TakeDispute takeDispute, TimeProvider clock)
{
    /// <param name="paymentId">Ours, if known: the event may arrive before we have stored the session id.</param>
    public async Task<bool> OfSessionAsync(string sessionId, Guid? paymentId, CancellationToken ct)
    {
        var payment = await Payments.FirstOrDefaultAsync(p => p.SessionId == sessionId, ct)
            ?? await Payments.FirstOrDefaultAsync(p => p.Id == paymentId && p.SessionId == null, ct);
        return payment is not null && await LookAgainAsync(payment, ct);
    }

    /// <summary>Includes its refunds and fee.</summary>
    public async Task<bool> OfPaymentAsync(PaymentProvider provider, string reference, CancellationToken ct)
    {
        var ledger = Of(provider);
        if (await ledger.FindPaymentAsync(reference, ct) is not { } told
            || await Payments.FirstOrDefaultAsync(p => p.Reference == reference || p.Id == told.PaymentId, ct) is not { } payment)
        {
            return false;
        }

        await LookAgainAsync(payment, ct);
        await foreach (var refund in ledger.RefundsOfAsync(reference, ct))
        {
            await takeRefund.TakeAsync(refund, ct);
        }

        await TakeFeeAsync(told, ct);
        return true;
    }

    public async Task<bool> OfRefundAsync(PaymentProvider provider, string reference, CancellationToken ct) =>
        await Of(provider).FindRefundAsync(reference, ct) is { } told
        && await IsOursAsync(provider, told.PaymentReference, ct) && await takeRefund.TakeAsync(told, ct);

    public async Task<bool> OfDisputeAsync(PaymentProvider provider, string reference, CancellationToken ct)
    {
        var askedAt = clock.GetUtcNow();
        return await Of(provider).FindDisputeAsync(reference, ct) is { } told
            && await IsOursAsync(provider, told.PaymentReference, ct) && await takeDispute.TakeAsync(told, askedAt, ct);
    }

    // The refund's event may arrive before the payment's. An empty reference means that another program created the charge directly.
    private async Task<bool> IsOursAsync(PaymentProvider provider, string paymentReference, CancellationToken ct) =>
        paymentReference.Length > 0
        && (await Payments.AnyAsync(p => p.Reference == paymentReference, ct) || await OfPaymentAsync(provider, paymentReference, ct));

    private IQueryable<Payment> Payments => db.Set<Payment>().AsNoTracking();

    private IProviderLedger Of(PaymentProvider provider) => ledgers.LastOrDefault(ledger => ledger.Provider == provider)
        ?? throw new PaymentProviderException($"This program cannot read the books of {provider}.");

    private async Task<bool> LookAgainAsync(Payment payment, CancellationToken ct)
    {
        await settle.LookAgainAsync(payment, ct);
        return true;
    }

    // Providers calculate the fee a moment after the payment.
    private Task TakeFeeAsync(ProviderPayment told, CancellationToken ct) => told.Fee is not >= 0 ? Task.CompletedTask : db.WriteAsync(
        () => db.Set<Payment>().Where(p => p.Reference == told.Reference && p.Status == PaymentStatus.Paid && (p.Fee == null || p.Fee != told.Fee))
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Fee, told.Fee), ct),
        ct: ct);
}
