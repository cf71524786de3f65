using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;

namespace Ticketing.Features.Insights.Timeline;

internal sealed class RefundTimelineSource(RefundQueries refunds) : ITimelineSource
{
    public async Task<IReadOnlyList<TimelineEntry>> GetForOrderAsync(Order order, CancellationToken ct) =>
        [.. (await refunds.GetForOrderAsync(order.Id, ct)).SelectMany(ToEntries)];

    private static IEnumerable<TimelineEntry> ToEntries(Refund refund)
    {
        var request =
            refund.Lines.Count == 0
                ? T["{0} to go back", refund.Money]
                : T.Plural(refund.Lines.Count, "{1} to go back for 1 ticket", "{1} to go back for {0} tickets", refund.Money);
        yield return new(refund.RequestedAt, request, GetCauseText(refund));
        switch (refund)
        {
            case { HandedBackAt: { } at }:
                yield return new(at, DescribeHandedBack(refund), refund.HandedBackBy ?? "", "good");
                break;
            case { SettledAt: { } at, Status: RefundStatus.Succeeded }:
                yield return new(
                    at,
                    Describe(refund),
                    refund.ManualMethod is null ? refund.ProviderReference ?? "" : T["It failed at the provider: {0}", refund.LastError],
                    refund.IsOwed ? "warn" : "good"
                );
                break;
            case { SettledAt: { } at, Status: RefundStatus.Failed }:
                yield return new(at, T["The provider refused the refund"], refund.LastError ?? "", "bad");
                break;
            case { Status: RefundStatus.Pending, LastError: { } error }:
                yield return new(
                    refund.RequestedAt,
                    T.Plural(
                        refund.Attempts,
                        "The provider has not answered in 1 attempt",
                        "The provider has not answered in {0} attempts"
                    ),
                    error,
                    "warn"
                );
                break;
        }
    }

    private static string DescribeHandedBack(Refund refund) =>
        refund.ManualMethod == ManualRefundMethod.BankTransfer
            ? T["{0} was paid by bank transfer", refund.Money]
            : T["{0} was handed back", refund.Money];

    private static string Describe(Refund refund) =>
        refund switch
        {
            { ManualMethod: ManualRefundMethod.BankTransfer } => T["{0} to be paid by bank transfer instead", refund.Money],
            { ManualMethod: ManualRefundMethod.Cash } => T["{0} to be handed back instead", refund.Money],
            { IsManual: true } => T["{0} to be handed back", refund.Money],
            _ => T["{0} went back", refund.Money],
        };

    private static string GetCauseText(Refund refund) =>
        refund.Cause switch
        {
            RefundCause.PaidTooLate => T["Paid when nothing was left"],
            RefundCause.EventCancelled => T["The event was cancelled"],
            RefundCause.MadeAtProvider => T["Made at the provider"],
            _ => refund.Reason,
        };
}
