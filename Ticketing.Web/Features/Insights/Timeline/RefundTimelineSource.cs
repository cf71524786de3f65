using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;

namespace Ticketing.Features.Insights.Timeline;

internal sealed class RefundTimelineSource(RefundQueries refunds) : ITimelineSource
{
    public async Task<IReadOnlyList<TimelineEntry>> GetForOrderAsync(Order order, CancellationToken ct) =>
        [.. (await refunds.GetForOrderAsync(order.Id, ct)).SelectMany(ToEntries)];

    private static IEnumerable<TimelineEntry> ToEntries(Refund refund)
    {
        var tickets = refund.Lines.Count switch
        {
            0 => "",
            1 => " for 1 ticket",
            var count => $" for {count} tickets",
        };
        yield return new(refund.RequestedAt, $"{refund.Money} to go back{tickets}", GetCauseText(refund));
        switch (refund)
        {
            case { SettledAt: { } at, Status: RefundStatus.Succeeded }:
                yield return new(
                    at,
                    Describe(refund),
                    refund.ManualMethod is null ? refund.ProviderReference ?? "" : $"It failed at the provider: {refund.LastError}",
                    refund.IsOwed ? "warn" : "good"
                );
                break;
            case { SettledAt: { } at, Status: RefundStatus.Failed }:
                yield return new(at, "The provider refused the refund", refund.LastError ?? "", "bad");
                break;
            case { Status: RefundStatus.Pending, LastError: { } error }:
                yield return new(
                    refund.RequestedAt,
                    $"The provider has not answered in {refund.Attempts} {(refund.Attempts == 1 ? "attempt" : "attempts")}",
                    error,
                    "warn"
                );
                break;
        }
    }

    private static string Describe(Refund refund) =>
        refund switch
        {
            { ManualMethod: ManualRefundMethod.BankTransfer } => $"{refund.Money} to be paid by bank transfer instead",
            { ManualMethod: ManualRefundMethod.Cash } => $"{refund.Money} to be handed back instead",
            { IsManual: true } => $"{refund.Money} to be handed back",
            _ => $"{refund.Money} went back",
        };

    private static string GetCauseText(Refund refund) =>
        refund.Cause switch
        {
            RefundCause.PaidTooLate => "Paid when nothing was left",
            RefundCause.EventCancelled => "The event was cancelled",
            RefundCause.MadeAtProvider => "Made at the provider",
            _ => refund.Reason,
        };
}
