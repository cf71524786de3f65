using Ticketing.Features.Orders;

namespace Ticketing.Features.Insights.Exports;

/// <summary>English, like the headings.</summary>
internal static class ExportText
{
    /// <param name="refunded">Minor units, in progress too.</param>
    public static string Status(Order order, long refunded, ExportFilter filter) =>
        filter.IsForPrograms
            ? order.Status.ToString()
            : order.Status switch
            {
                OrderStatus.Pending => "Not paid yet",
                OrderStatus.Paid when refunded > 0 => refunded < order.Total ? "Part refunded" : "Refunded",
                OrderStatus.PaidTooLate => "Paid after sell-out",
                var other => other.ToString(),
            };

    public static string Channel(OrderChannel channel, ExportFilter filter) =>
        channel == OrderChannel.BoxOffice && !filter.IsForPrograms ? "Box office" : channel.ToString();
}
