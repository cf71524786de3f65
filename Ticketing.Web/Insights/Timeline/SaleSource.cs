using Ticketing.Holds;
using Ticketing.Orders;

namespace Ticketing.Insights.Timeline;

internal sealed class SaleSource(TicketHolds holds) : ITimelineSource
{
    public async Task<IReadOnlyList<TimelineEntry>> OfAsync(Order order, CancellationToken ct) =>
        [.. Of(order, await holds.GetAsync(order.HoldId, ct))];

    private static IEnumerable<TimelineEntry> Of(Order order, Hold hold)
    {
        yield return new(hold.PlacedAt, "Tickets held", string.Join(", ", hold.Lines.Select(line => $"{line.Quantity} × {line.Category}")));
        yield return new(order.CreatedAt, order.Channel == OrderChannel.Online ? "Order placed online" : "Order entered by staff", order.Money(order.Total).ToString());
        if (order.Status == OrderStatus.PaidTooLate)
        {
            yield return new(order.PaidAt!.Value, "Paid when nothing was left: the money has to go back", PaidWith(order), "bad");
        }
        else if (order.PaidAt is { } paidAt)
        {
            yield return new(paidAt, order.Total > 0 ? "Order paid, tickets issued" : "Order confirmed, tickets issued", PaidWith(order), "good");
        }

        if (hold.EndedAt is { } endedAt && hold.Status is HoldStatus.Released or HoldStatus.Expired)
        {
            yield return new(endedAt, hold.Status == HoldStatus.Released ? "Hold given back: the tickets went back on sale" : "Hold ran out: the tickets went back on sale");
        }
    }

    private static string PaidWith(Order order) =>
        string.Join(" · ", new[] { order.PaidWith, order.PaymentReference, order.ReceiptLabel }.Where(part => !string.IsNullOrEmpty(part)));
}
