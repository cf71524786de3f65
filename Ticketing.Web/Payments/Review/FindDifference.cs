using System.Globalization;

namespace Ticketing.Payments.Review;

/// <summary>Looks at one thing alone, as it is now on both sides.</summary>
public sealed class FindDifference(IEnumerable<IProviderLedger> ledgers, ReadOurBooks ours, MoneyReview review)
{
    /// <param name="about">See <see cref="DifferenceKind"/>.</param>
    /// <returns>Null where both sides agree, or there is no such thing.</returns>
    /// <exception cref="PaymentProviderException">Nothing is known; ask again later.</exception>
    public async Task<Difference?> FindAsync(DifferenceKind kind, string about, CancellationToken ct)
    {
        var found = kind switch
        {
            DifferenceKind.StillValid or DifferenceKind.StillSuspended => Comparison.OfTickets(await ours.OfAsync(null, Ids(about), ct)),
            DifferenceKind.PaidHereNotThere => await OfOurPaymentAsync(Ids(about), ct),
            DifferenceKind.RefundUnknownThere => await OfOurRefundAsync(Ids(about), ct),
            DifferenceKind.RefundedThereNotHere or DifferenceKind.RefundDecidedThere or DifferenceKind.RefundFailedThere => await OfRefundAsync(about, ct),
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
        var told = await Ledger.FindPaymentAsync(reference, ct);
        return told is null ? [] : await CompareAsync(Books([told], [], []), [], ct);
    }

    private async Task<IEnumerable<Difference>> OfOurPaymentAsync(List<Guid> ids, CancellationToken ct)
    {
        if (ids.Count == 0 || await ours.FindPaymentAsync(ids[0], ct) is not { } payment)
        {
            return [];
        }

        var told = payment.Reference is null ? null : await Ledger.FindPaymentAsync(payment.Reference, ct);
        return await CompareAsync(Books(told is null ? [] : [told], [], []), [payment.OrderId], ct);
    }

    private async Task<IEnumerable<Difference>> OfRefundAsync(string reference, CancellationToken ct) =>
        await Ledger.FindRefundAsync(reference, ct) is { } told ? await CompareAsync(Books(await PaymentAsync(told.PaymentReference, ct), [told], []), [], ct) : [];

    private async Task<IEnumerable<Difference>> OfOurRefundAsync(List<Guid> ids, CancellationToken ct)
    {
        if (ids.Count == 0 || await ours.FindRefundAsync(ids[0], ct) is not { PaymentId: { } paymentId } refund
            || await ours.FindPaymentAsync(paymentId, ct) is not { } payment)
        {
            return [];
        }

        var told = refund.ProviderReference is { } name ? await Ledger.FindRefundAsync(name, ct) : null;
        ProviderRefund[] all = told is not null ? [told]
            : payment.Reference is { } paid && refund.ProviderReference is null ? [.. await Ledger.RefundsOfAsync(paid, ct).ToListAsync(ct)] : [];
        return await CompareAsync(Books([], all, []), [refund.OrderId], ct);
    }

    private async Task<IEnumerable<Difference>> OfDisputeAsync(string reference, CancellationToken ct) =>
        await Ledger.FindDisputeAsync(reference, ct) is { } told ? await CompareAsync(Books(await PaymentAsync(told.PaymentReference, ct), [], [told]), [], ct) : [];

    // Where our books do not know its name yet, the provider knows whose it is.
    private async Task<ProviderPayment[]> PaymentAsync(string reference, CancellationToken ct) =>
        await Ledger.FindPaymentAsync(reference, ct) is { } told ? [told] : [];

    private ProviderBooks Books(ProviderPayment[] payments, ProviderRefund[] refunds, ProviderDispute[] disputes) =>
        new(review.Provider, payments, refunds, disputes);

    private async Task<IEnumerable<Difference>> CompareAsync(ProviderBooks theirs, Guid[] orders, CancellationToken ct) =>
        Comparison.Of(ReviewSpan.Always, theirs, await ours.OfAsync(theirs, orders, ct)).Differences;
}
