using Ticketing.Features.Holds;
using Ticketing.Features.Orders;

namespace Ticketing.Features.Insights.Timeline;

internal sealed class OrderTimelineSource(TicketHolds holds) : ITimelineSource
{
    public async Task<IReadOnlyList<TimelineEntry>> GetForOrderAsync(Order order, CancellationToken ct) =>
        [.. ToEntries(order, await holds.GetAsync(order.HoldId, ct))];

    private static IEnumerable<TimelineEntry> ToEntries(Order order, Hold hold)
    {
        yield return new(
            hold.PlacedAt,
            T["Tickets held"],
            string.Join(", ", hold.Lines.Select(line => $"{line.Quantity} × {line.Category}"))
        );
        yield return new(
            order.CreatedAt,
            order.Channel == OrderChannel.Online ? T["Order placed online"] : T["Order entered by staff"],
            order.Money(order.Total).ToString()
        );
        if (order.Status == OrderStatus.PaidTooLate)
        {
            yield return new(order.PaidAt!.Value, T["Paid after sell-out: refund due"], GetPaymentText(order), "bad");
        }
        else if (order.PaidAt is { } paidAt)
        {
            yield return new(
                paidAt,
                order.Total > 0 ? T["Order paid, tickets issued"] : T["Order confirmed, tickets issued"],
                GetPaymentText(order),
                "good"
            );
        }

        if (hold.EndedAt is { } endedAt && hold.Status is HoldStatus.Released or HoldStatus.Expired)
        {
            yield return new(
                endedAt,
                hold.Status == HoldStatus.Released
                    ? T["Hold given back: the tickets went back on sale"]
                    : T["Hold ran out: the tickets went back on sale"]
            );
        }
    }

    private static string GetPaymentText(Order order) =>
        string.Join(
            " · ",
            new[] { PaymentMethodText.Describe(order.PaidWith), order.PaymentReference, order.ReceiptLabel }.Where(part =>
                !string.IsNullOrEmpty(part)
            )
        );
}
