using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Refunds;

namespace Ticketing.Features.Payments.Reconciliation;

/// <summary>Looks up a local record that is missing from the provider's lists: created there outside the period, or never.</summary>
internal sealed record MissingRecordLookup(
    object LocalRecord,
    Func<IProviderLedger, ProviderRecords, CancellationToken, Task<ProviderRecords>> LookUpAsync
)
{
    public static IReadOnlyList<MissingRecordLookup> Create(
        ReconciliationPeriod period,
        ProviderRecords providerRecords,
        LocalRecords localRecords
    )
    {
        var pairs = MatchedRecords.Create(providerRecords, localRecords);
        return
        [
            // Includes payments listed as unpaid: they may have been paid just after the list was read.
            .. pairs
                .Payments.Where(pair =>
                    pair is { IsPaidAtProvider: false, IsPaidLocally: true, Local.Reference: not null }
                    && period.Contains(pair.Local.SettledOrCreatedAt)
                )
                .Select(pair => Create(pair.Local!)),
            .. pairs
                .Refunds.Where(pair =>
                    pair is { Provider: null, Local: { Status: not RefundStatus.Failed, Reference: not null } }
                    && period.Contains(pair.OccurredAt)
                )
                .Select(pair => Create(pair.Local!)),
            .. pairs.Disputes.Where(pair => pair.Provider is null && period.Contains(pair.OccurredAt)).Select(pair => Create(pair.Local!)),
        ];
    }

    private static MissingRecordLookup Create(LocalPayment payment) =>
        new(
            payment,
            async (ledger, books, ct) =>
                await ledger.FindPaymentAsync(payment.Reference!, ct) is { } found
                    ? books with
                    {
                        Payments = [.. books.Payments, found],
                    }
                    : books
        );

    private static MissingRecordLookup Create(LocalRefund refund) =>
        new(
            refund,
            async (ledger, books, ct) =>
                await ledger.FindRefundAsync(refund.Reference!, ct) is { } found
                    ? books with
                    {
                        Refunds = [.. books.Refunds, found],
                    }
                    : books
        );

    private static MissingRecordLookup Create(LocalDispute dispute) =>
        new(
            dispute,
            async (ledger, books, ct) =>
                await ledger.FindDisputeAsync(dispute.Reference, ct) is { } found
                    ? books with
                    {
                        Disputes = [.. books.Disputes, found],
                    }
                    : books
        );
}
