namespace Ticketing.Areas.Admin.Pages.Orders;

/// <summary>Days up to today, so that a saved view moves on with them. The names are in addresses.</summary>
public enum OrderPeriod
{
    Today,
    Week,
    Month,
    Year,
}

public static class OrderPeriods
{
    public static DateOnly GetFirst(this OrderPeriod period, DateOnly today) =>
        period switch
        {
            OrderPeriod.Today => today,
            OrderPeriod.Week => today.AddDays(-6),
            OrderPeriod.Month => today.AddDays(-29),
            _ => new DateOnly(today.Year, 1, 1),
        };

    public static string ToText(this OrderPeriod period) =>
        period switch
        {
            OrderPeriod.Today => T["Today"],
            OrderPeriod.Week => T["Last 7 days"],
            OrderPeriod.Month => T["Last 30 days"],
            _ => T["This year"],
        };
}
