using Ticketing.Orders;
using Ticketing.Payments.Refunds;

namespace Ticketing.Insights.Timeline;

internal sealed class RefundSource(RefundBook refunds) : ITimelineSource
{
    public async Task<IReadOnlyList<TimelineEntry>> OfAsync(Order order, CancellationToken ct) =>
        [.. (await refunds.OfOrderAsync(order.Id, ct)).SelectMany(Of)];

    private static IEnumerable<TimelineEntry> Of(Refund refund)
    {
        var tickets = refund.Lines.Count switch { 0 => "", 1 => " for 1 ticket", var count => $" for {count} tickets" };
        yield return new(refund.RequestedAt, $"{refund.Money} to go back{tickets}", Cause(refund));
        switch (refund)
        {
            case { SettledAt: { } at, Status: RefundStatus.Succeeded }:
                yield return new(at, refund.IsCash ? $"{refund.Money} to be handed back" : $"{refund.Money} went back", refund.ProviderReference ?? "", "good");
                break;
            case { SettledAt: { } at, Status: RefundStatus.Failed }:
                yield return new(at, "The provider refused the refund", refund.LastError ?? "", "bad");
                break;
            case { Status: RefundStatus.Pending, LastError: { } error }:
                yield return new(refund.RequestedAt, $"The provider has not answered in {refund.Attempts} {(refund.Attempts == 1 ? "attempt" : "attempts")}", error, "warn");
                break;
        }
    }

    private static string Cause(Refund refund) => refund.Cause switch
    {
        RefundCause.PaidTooLate => "Paid when nothing was left",
        RefundCause.EventCancelled => "The event was cancelled",
        _ => refund.Reason,
    };
}
