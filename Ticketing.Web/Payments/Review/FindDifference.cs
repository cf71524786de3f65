using System.Globalization;

namespace Ticketing.Payments.Review;

public sealed class FindDifference(IEnumerable<IProviderLedger> ledgers, ReadOurBooks ours, MoneyReview review)
{
    /// <param name="about">See <see cref="DifferenceKind"/>.</param>
    /// <returns>Null if both sides agree or the record does not exist.</returns>
    public async Task<Difference?> FindAsync(DifferenceKind kind, string about, CancellationToken ct)
    {
        var found = kind switch
        {
            DifferenceKind.StillValid or DifferenceKind.StillSuspended => Comparison.OfTickets(await ours.OfAsync(null, Ids(about), ct)),
            DifferenceKind.PaidHereNotThere => await OfOurPaymentAsync(Ids(about), ct),
            DifferenceKind.RefundUnknownThere => await OfOurRefundAsync(Ids(about), ct),
            DifferenceKind.RefundedThereNotHere or DifferenceKind.RefundDecidedThere or DifferenceKind.RefundFailedThere =>
                await OfRefundAsync(about, ct),
            DifferenceKind.DisputeUnknownHere or DifferenceKind.DisputeMovedOn => await OfDisputeAsync(about, ct),
            _ => await OfPaymentAsync(about, ct),
        };
        return found.FirstOrDefault(difference => difference.Kind == kind && difference.About == about);
    }

    private static List<Guid> Ids(string about) => Guid.TryParse(about, CultureInfo.InvariantCulture, out var id) ? [id] : [];

    private IProviderLedger Ledger => ledgers.LastOrDefault(each => each.Provider == review.Provider)
        ?? throw new PaymentProviderException($"This program cannot read the books of {review.Provider}.");

    private async Task<IEnumerable<Difference>> OfPaymentAsync(string reference, CancellationToken ct)
    {
        var reported = await Ledger.FindPaymentAsync(reference, ct);
        return reported is null ? [] : await CompareAsync(Books([reported], [], []), [], ct);
    }

    private async Task<IEnumerable<Difference>> OfOurPaymentAsync(List<Guid> ids, CancellationToken ct)
    {
        if (ids.Count == 0 || await ours.FindPaymentAsync(ids[0], ct) is not { } payment)
        {
            return [];
        }

        var reported = payment.Reference is null ? null : await Ledger.FindPaymentAsync(payment.Reference, ct);
        return await CompareAsync(Books(reported is null ? [] : [reported], [], []), [payment.OrderId], ct);
    }

    private async Task<IEnumerable<Difference>> OfRefundAsync(string reference, CancellationToken ct) =>
        await Ledger.FindRefundAsync(reference, ct) is { } reported
            ? await CompareAsync(Books(await PaymentAsync(reported.PaymentReference, ct), [reported], []), [], ct)
            : [];

    private async Task<IEnumerable<Difference>> OfOurRefundAsync(List<Guid> ids, CancellationToken ct)
    {
        if (ids.Count == 0 || await ours.FindRefundAsync(ids[0], ct) is not { PaymentId: { } paymentId } refund
            || await ours.FindPaymentAsync(paymentId, ct) is not { } payment)
        {
            return [];
        }

        var reported = refund.ProviderReference is { } refundReference ? await Ledger.FindRefundAsync(refundReference, ct) : null;
        ProviderRefund[] all = reported is not null ? [reported]
            : payment.Reference is { } paymentReference && refund.ProviderReference is null
                ? [.. await Ledger.RefundsOfAsync(paymentReference, ct).ToListAsync(ct)]
                : [];
        return await CompareAsync(Books([], all, []), [refund.OrderId], ct);
    }

    private async Task<IEnumerable<Difference>> OfDisputeAsync(string reference, CancellationToken ct) =>
        await Ledger.FindDisputeAsync(reference, ct) is { } reported
            ? await CompareAsync(Books(await PaymentAsync(reported.PaymentReference, ct), [], [reported]), [], ct)
            : [];

    // We may not have stored the reference yet; the provider's metadata names our payment.
    private async Task<ProviderPayment[]> PaymentAsync(string reference, CancellationToken ct) =>
        await Ledger.FindPaymentAsync(reference, ct) is { } reported ? [reported] : [];

    private ProviderBooks Books(ProviderPayment[] payments, ProviderRefund[] refunds, ProviderDispute[] disputes) =>
        new(review.Provider, payments, refunds, disputes);

    private async Task<IEnumerable<Difference>> CompareAsync(ProviderBooks theirs, Guid[] orders, CancellationToken ct) =>
        Comparison.Of(ReviewSpan.Always, theirs, await ours.OfAsync(theirs, orders, ct)).Differences;
}
