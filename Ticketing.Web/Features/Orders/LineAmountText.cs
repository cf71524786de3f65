namespace Ticketing.Features.Orders;

/// <summary>Says once that an order, or one of its lines, was free.</summary>
public static class LineAmountText
{
    /// <returns>Empty if the whole order was free.</returns>
    public static string Describe(Order order, long minorUnits) =>
        minorUnits > 0 ? order.Money(minorUnits).ToString()
        : order.Total > 0 ? T["Free"]
        : "";

    public static string DescribeTotal(Order order) =>
        order.Total > 0 ? order.Money(order.Total).ToString()
        : order.PaidWith == Order.Complimentary ? PaymentMethodText.Describe(order.PaidWith)
        : T["Free"];
}
