using System.Globalization;
using Ticketing.Features.Payments.Providers;

namespace Ticketing.Features.Payments.Reconciliation;

public sealed class DifferenceFinder(
    PaymentProviderRegistry providers,
    LocalRecordReader localRecords,
    PaymentReconciliation reconciliation
)
{
    /// <param name="about">See <see cref="DifferenceSubject"/>.</param>
    /// <returns>Null if both sides agree or the record does not exist.</returns>
    public async Task<PaymentDifference?> FindAsync(PaymentDifferenceKind kind, string about, CancellationToken ct)
    {
        var found = DifferenceDescription.Get(kind).About switch
        {
            DifferenceSubject.ProviderPayment => await ComparePaymentAsync(about, ct),
            DifferenceSubject.ProviderRefund => await CompareRefundAsync(about, ct),
            DifferenceSubject.ProviderDispute => await CompareDisputeAsync(about, ct),
            DifferenceSubject.LocalPayment => await CompareLocalPaymentAsync(ParseId(about), ct),
            DifferenceSubject.LocalRefund => await CompareLocalRefundAsync(ParseId(about), ct),
            _ => RecordComparison.FindTicketMismatches(await localRecords.ReadAsync(null, ParseId(about), ct)),
        };
        return found.FirstOrDefault(difference => difference.Kind == kind && difference.About == about);
    }

    private static List<Guid> ParseId(string about) => Guid.TryParse(about, CultureInfo.InvariantCulture, out var id) ? [id] : [];

    private IProviderLedger Ledger => providers.GetLedger(reconciliation.Provider);

    private async Task<IEnumerable<PaymentDifference>> ComparePaymentAsync(string reference, CancellationToken ct)
    {
        var reported = await Ledger.FindPaymentAsync(reference, ct);
        return reported is null ? [] : await CompareAsync(CreateRecords([reported], [], []), [], ct);
    }

    private async Task<IEnumerable<PaymentDifference>> CompareLocalPaymentAsync(List<Guid> ids, CancellationToken ct)
    {
        if (ids.Count == 0 || await localRecords.FindPaymentAsync(ids[0], ct) is not { } payment)
        {
            return [];
        }

        var reported = payment.Reference is null ? null : await Ledger.FindPaymentAsync(payment.Reference, ct);
        return await CompareAsync(CreateRecords(reported is null ? [] : [reported], [], []), [payment.OrderId], ct);
    }

    private async Task<IEnumerable<PaymentDifference>> CompareRefundAsync(string reference, CancellationToken ct) =>
        await Ledger.FindRefundAsync(reference, ct) is { } reported
            ? await CompareAsync(CreateRecords(await FetchPaymentAsync(reported.PaymentReference, ct), [reported], []), [], ct)
            : [];

    private async Task<IEnumerable<PaymentDifference>> CompareLocalRefundAsync(List<Guid> ids, CancellationToken ct)
    {
        if (
            ids.Count == 0
            || await localRecords.FindRefundAsync(ids[0], ct) is not { PaymentId: { } paymentId } refund
            || await localRecords.FindPaymentAsync(paymentId, ct) is not { } payment
        )
        {
            return [];
        }

        var reported = refund.ProviderReference is { } refundReference ? await Ledger.FindRefundAsync(refundReference, ct) : null;
        ProviderRefund[] all =
            reported is not null ? [reported]
            : payment.Reference is { } paymentReference && refund.ProviderReference is null
                ? [.. await Ledger.ListRefundsForPaymentAsync(paymentReference, ct).ToListAsync(ct)]
            : [];
        return await CompareAsync(CreateRecords([], all, []), [refund.OrderId], ct);
    }

    private async Task<IEnumerable<PaymentDifference>> CompareDisputeAsync(string reference, CancellationToken ct) =>
        await Ledger.FindDisputeAsync(reference, ct) is { } reported
            ? await CompareAsync(CreateRecords(await FetchPaymentAsync(reported.PaymentReference, ct), [], [reported]), [], ct)
            : [];

    // We may not have stored the reference yet; the provider's metadata names our payment.
    private async Task<ProviderPayment[]> FetchPaymentAsync(string reference, CancellationToken ct) =>
        await Ledger.FindPaymentAsync(reference, ct) is { } reported ? [reported] : [];

    private ProviderRecords CreateRecords(ProviderPayment[] payments, ProviderRefund[] refunds, ProviderDispute[] disputes) =>
        new(reconciliation.Provider, payments, refunds, disputes);

    private async Task<IEnumerable<PaymentDifference>> CompareAsync(ProviderRecords providerRecords, Guid[] orders, CancellationToken ct) =>
        RecordComparison
            .Compare(ReconciliationPeriod.AllTime, providerRecords, await localRecords.ReadAsync(providerRecords, orders, ct))
            .Differences;
}
