using System.Globalization;
using Ticketing.Features.Insights.Sales;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Areas.Admin.Pages.Insights;

public static class InsightsText
{
    public static string ToText(this Period period) =>
        period.Days == 1
            ? Format(period.Last, "ddd d MMM yyyy")
            : $"{Format(period.First, period.First.Year == period.Last.Year ? "d MMM" : "d MMM yyyy")} – "
                + $"{Format(period.Last, "d MMM yyyy")}";

    /// <summary>"+12 %", "−40 %" or "as before"; empty if the earlier value is zero or less.</summary>
    public static string ChangeText(long now, long before)
    {
        if (before <= 0)
        {
            return "";
        }

        var percent = Math.Round((now - before) * 100m / before, MidpointRounding.AwayFromZero);
        return percent == 0
            ? "as before"
            : $"{(percent > 0 ? "+" : "−")}{Math.Abs(percent).ToString("N0", CultureInfo.InvariantCulture)} %";
    }

    public static string ToText(this CheckoutExit end) =>
        end switch
        {
            CheckoutExit.HoldReleased => "gave their tickets back before entering their details",
            CheckoutExit.HoldExpired => "ran out of time before entering their details",
            CheckoutExit.NoPaymentStarted => "entered their details, but never started a payment",
            CheckoutExit.PaymentDeclined => "were refused by their bank",
            CheckoutExit.PaymentCancelled => "turned back on the payment page",
            CheckoutExit.PaymentAbandoned => "left the payment page without paying",
            CheckoutExit.PaidTooLate => "paid when the places were gone, and get their money back",
            _ => end.ToString(),
        };

    public static string ToText(this ChartInterval step) =>
        step switch
        {
            ChartInterval.Day => "Day",
            ChartInterval.Week => "Week",
            _ => "Month",
        };

    /// <summary>"58 %"; a dash if the whole is zero.</summary>
    public static string Percentage(int part, int whole) =>
        whole == 0
            ? "–"
            : Math.Round(part * 100m / whole, MidpointRounding.AwayFromZero).ToString("N0", CultureInfo.InvariantCulture) + " %";

    private static string Format(DateOnly day, string format) => day.ToString(format, CultureInfo.InvariantCulture);
}
