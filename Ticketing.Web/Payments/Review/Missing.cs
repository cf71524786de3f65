using Ticketing.Payments.Refunds;

namespace Ticketing.Payments.Review;

/// <summary>For a record of ours that the provider's lists lack: created there outside the period, or not at all.</summary>
internal sealed record Missing(object Ours, Func<IProviderLedger, ProviderBooks, CancellationToken, Task<ProviderBooks>> AskAsync)
{
    public static IReadOnlyList<Missing> Of(ReviewSpan span, ProviderBooks theirs, OurBooks ours)
    {
        var pairs = Pairing.Of(theirs, ours);
        return
        [
            // Includes payments listed as unpaid: they may have been paid just after the list was read.
            .. pairs.Payments
                .Where(pair => pair is { IsPaidThere: false, IsPaidHere: true, Here.Reference: not null } && span.Contains(pair.Here.At))
                .Select(pair => Of(pair.Here!)),
            .. pairs.Refunds
                .Where(pair => pair is { There: null, Here: { Status: not RefundStatus.Failed, Reference: not null } } && span.Contains(pair.At))
                .Select(pair => Of(pair.Here!)),
            .. pairs.Disputes.Where(pair => pair.There is null && span.Contains(pair.At)).Select(pair => Of(pair.Here!)),
        ];
    }

    private static Missing Of(OurPayment payment) => new(payment, async (ledger, books, ct) =>
        await ledger.FindPaymentAsync(payment.Reference!, ct) is { } found ? books with { Payments = [.. books.Payments, found] } : books);

    private static Missing Of(OurRefund refund) => new(refund, async (ledger, books, ct) =>
        await ledger.FindRefundAsync(refund.Reference!, ct) is { } found ? books with { Refunds = [.. books.Refunds, found] } : books);

    private static Missing Of(OurDispute dispute) => new(dispute, async (ledger, books, ct) =>
        await ledger.FindDisputeAsync(dispute.Reference, ct) is { } found ? books with { Disputes = [.. books.Disputes, found] } : books);
}
